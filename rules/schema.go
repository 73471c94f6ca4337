package rules

import (
	"encoding/json"
	"strings"
)

// JSONSchema returns the JSON Schema of a cause file, for editors. It is made from the field table and the
// operators, so it cannot fall behind them.
func JSONSchema() ([]byte, error) {
	text := map[string]any{"type": "string"}
	texts := map[string]any{"type": "array", "items": text}
	schema := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "wsdoctor cause",
		"type":    "object",
		"required": []string{
			"id", "title", "severity", "explain", "references",
		},
		"additionalProperties": false,
		"properties": map[string]any{
			"id": text, "title": text, "hop": text, "refused_by": text, "explain": text, "docs_only": text,
			"opened":   map[string]any{"type": "boolean"},
			"only":     map[string]any{"type": "boolean"},
			"severity": map[string]any{"enum": []string{"error", "warning", "info"}},
			"avoid":    texts, "yields": texts, "references": texts,
			"signs": array("sign"), "fixes": array("fix"), "next": array("next"),
		},
		"$defs": map[string]any{
			"sign": object(map[string]any{
				"name": text, "confidence": map[string]any{"enum": []string{"possible", "likely", "certain"}}, "when": ref("group"),
				"hop": text, "refused_by": text, "product": text, "alternates": texts, "yields": texts, "next": array("next"), "tests": array("test"),
			}),
			"fix":   object(map[string]any{"for": text, "versions": text, "text": text, "code": text, "verify": text}),
			"next":  object(map[string]any{"text": text, "lacks": texts, "for": texts}),
			"test":  object(map[string]any{"name": text, "want": map[string]any{"type": "boolean"}, "inputs": array("input")}),
			"input": object(map[string]any{"name": text, "format": text, "text": text}),
			"group": object(groupProperties()),
			"clause": map[string]any{
				"anyOf": []any{ref("group"), object(clauseProperties())},
			},
		},
	}
	return json.MarshalIndent(schema, "", "  ")
}

func object(properties map[string]any) map[string]any {
	return map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
}

func ref(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }

func array(of string) map[string]any { return map[string]any{"type": "array", "items": ref(of)} }

func groupProperties() map[string]any {
	return map[string]any{
		"one": map[string]any{"enum": []string{"client", "proxy", "server", "event"}},
		"all": array("clause"), "any": array("clause"), "none": array("clause"),
	}
}

func clauseProperties() map[string]any {
	value := map[string]any{"anyOf": []any{
		map[string]any{"type": []string{"string", "number", "boolean"}},
		map[string]any{"type": "array", "items": map[string]any{"type": []string{"string", "number"}}},
	}}
	out := map[string]any{
		"field": map[string]any{"enum": fieldNames()},
		"names": map[string]any{"type": "boolean", "description": "the text itself shows that it is about a WebSocket handshake"},
	}
	for name, op := range operators {
		described := map[string]any{"description": op.about}
		for k, v := range value {
			described[k] = v
		}
		out[name] = described
	}
	return out
}

// fieldNames returns every name that a clause may use.
func fieldNames() []string {
	var out []string
	for _, side := range []string{"", "client.", "proxy.", "server."} {
		for i := range fields {
			out = append(out, side+fields[i].Name)
		}
	}
	for i := range caseFields {
		out = append(out, "case."+caseFields[i].Name)
	}
	return out
}

// Scaffold returns the text of a new cause file, to be filled in.
func Scaffold(id string) string { return strings.ReplaceAll(scaffold, "NEW-CAUSE", id) }

const scaffold = `id: NEW-CAUSE
title: One line that says what went wrong
severity: error            # error, warning or info
hop: app                   # where the thing to change lies; leave out for "where it was refused"
explain: |
  Why this happens, in plain words, and what it is often mistaken for.
signs:
  - name: what-gives-it-away
    confidence: likely     # certain only if the component that refused says so itself
    when:
      all:
        - {field: server.text, contains: "the longest fixed part of the message", names: true}
    tests:
      - name: the message of the real program
        want: true
        inputs:
          - name: app.log
            text: |
              2026-11-22T20:22:40Z ERROR the longest fixed part of the message
      - name: a near miss that is another cause
        want: false
        inputs:
          - name: app.log
            text: |
              2026-11-22T20:22:40Z ERROR websocket: another message
fixes:
  - for: any
    text: What to change, exactly.
references:
  - https://www.rfc-editor.org/rfc/rfc6455
`
