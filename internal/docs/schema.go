package docs

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

// enums are the closed vocabularies of the report, by JSON name.
var enums = map[string][]string{
	"schema":     {diagnose.Schema},
	"severity":   {"error", "warning", "info"},
	"confidence": {"certain", "likely", "possible"},
	"hop":        {"client", "network", "forward-proxy", "cdn", "load-balancer", "reverse-proxy", "app", "unknown", ""},
}

// ReportSchema returns the JSON Schema of a report. Types come from the types of Go, words from the comments in
// their source, the file report.go. More fields may be added to reports, so none are forbidden.
func ReportSchema(source string) ([]byte, error) {
	about, err := comments(source)
	if err != nil {
		return nil, err
	}
	s := schema{about: about, defs: map[string]any{}}
	root := s.object(reflect.TypeFor[diagnose.Report]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = diagnose.Schema
	root["$defs"] = s.defs
	out, err := json.MarshalIndent(root, "", "  ")
	return append(out, '\n'), err
}

// schema collects the definitions of the types it meets.
type schema struct {
	about map[string]string // comments, by "Type" and "Type.Field"
	defs  map[string]any
}

func (s *schema) object(t reflect.Type) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if options != "omitempty" {
			required = append(required, name)
		}
		properties[name] = s.property(name, t.Name()+"."+f.Name, f.Type)
	}
	return map[string]any{"type": "object", "description": s.about[t.Name()], "properties": properties, "required": required}
}

func (s *schema) property(name, field string, t reflect.Type) map[string]any {
	p := s.value(t)
	if values, ok := enums[name]; ok && t.Kind() == reflect.String {
		p["enum"] = values
	}
	if text := s.about[field]; text != "" {
		p["description"] = text
	}
	return p
}

func (s *schema) value(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.value(t.Elem())}
	case reflect.Struct:
		if _, ok := s.defs[t.Name()]; !ok {
			s.defs[t.Name()] = nil
			s.defs[t.Name()] = s.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	default:
		return map[string]any{"type": "integer", "minimum": 0}
	}
}

// comments returns the comments of the types and fields that a Go source file declares.
func comments(path string) (map[string]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("read the comments of the report: %w", err)
	}
	out := make(map[string]string)
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, spec := range g.Specs {
			typeComments(out, spec.(*ast.TypeSpec), g.Doc)
		}
	}
	return out, nil
}

func typeComments(out map[string]string, spec *ast.TypeSpec, doc *ast.CommentGroup) {
	out[spec.Name.Name] = text(doc)
	st, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range st.Fields.List {
		for _, name := range field.Names {
			out[spec.Name.Name+"."+name.Name] = text(field.Comment)
		}
	}
}

func text(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }
