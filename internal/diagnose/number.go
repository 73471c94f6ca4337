package diagnose

import (
	"reflect"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Number gives the marks of redacted text their short form: the first secret that the report shows becomes #1
// wherever it stands. It comes last, for hashes tell secrets apart and numbers only do so within one report.
func (r *Report) Number() { redact.Numbered(texts(reflect.ValueOf(r), nil)) }

// texts returns every string that v holds, in the order of fields and elements. By reflection, so that a field
// that is added to the report cannot be forgotten.
func texts(v reflect.Value, out []*string) []*string {
	switch v.Kind() {
	case reflect.Pointer:
		return texts(v.Elem(), out)
	case reflect.Struct:
		for i := range v.NumField() {
			out = texts(v.Field(i), out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = texts(v.Index(i), out)
		}
	case reflect.String:
		if v.CanAddr() && v.CanSet() {
			out = append(out, v.Addr().Interface().(*string))
		}
	}
	return out
}
