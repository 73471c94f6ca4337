module github.com/wsdoctor/wsdoctor

go 1.25.0
