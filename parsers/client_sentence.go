package parsers

import (
	"bytes"
	"sync"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
)

// meaning is what a sentence says about a handshake.
type meaning uint8

const (
	fails meaning = iota
	opens
	tells // worth an event, but no verdict: a warning, an orderly close
	hints // makes other sentences surer, makes no event by itself
	voids // this is about something else, whatever other sentences say
	saysNothing
	depends // on what stands around the words, which are everyday ones
)

// sentence is a text that a program is known to write.
type sentence struct {
	says  string // letters of ASCII are compared without regard to case
	stage handshake.Stage
	means meaning
	opens bool // it stands in the trace of a client that opens a socket, and nowhere else
	// read takes in what follows the text and says what the sentence means: nothing, if it is not what it looks
	// like. nil: it means what means says.
	read func(m *message, rest []byte) meaning
}

// family is the sentences of one program, or of many that write the same.
type family struct {
	product   string
	yields    bool // to the program that the format is of: the product is only one of those that say so
	sure      handshake.Certainty
	sentences []sentence
}

// writtenSentence is a sentence with what its family says.
type writtenSentence struct {
	sentence
	product string
	yields  bool
	sure    handshake.Certainty
}

var (
	clientSentences = writtenSentences(browserFamilies, scriptFamilies, managedFamilies, interpretedFamilies, nativeFamilies, networkFamilies, stateFamilies, markerFamilies)
	clientTexts     = sync.OnceValue(func() *literal.Set { return literal.New(textsOf(clientSentences)) })
)

func writtenSentences(lists ...[]family) []writtenSentence {
	var all []writtenSentence
	for _, families := range lists {
		for _, f := range families {
			for _, t := range f.sentences {
				all = append(all, writtenSentence{sentence: t, product: f.product, yields: f.yields, sure: f.sure})
			}
		}
	}
	return all
}

// minSentence is the length of a text that stands in no line by chance.
const minSentence = 10

// ClientSentences returns the texts by which a client library says that a handshake failed: a message with one of them
// matters whatever program wrote it.
func ClientSentences() []string {
	var out []string
	for i := range clientSentences {
		if t := &clientSentences[i]; t.sure == handshake.IsWebSocket && t.means == fails && len(t.says) >= minSentence {
			out = append(out, t.says)
		}
	}
	return out
}

func textsOf(sentences []writtenSentence) []string {
	texts := make([]string, len(sentences))
	for i := range sentences {
		texts[i] = sentences[i].says
	}
	return texts
}

// apply takes in what the sentence says. Sentences are applied in the order of the table, the most telling first:
// what one has said, a later one does not change.
func (t *writtenSentence) apply(m *message) {
	means := t.means
	if t.read != nil {
		means = t.read(m, after(m.text, t.says))
	}
	switch means {
	case saysNothing:
		return
	case voids:
		m.void = true
		return
	}
	m.e.Certainty = max(m.e.Certainty, t.sure)
	if !m.name && t.product != "" && !(t.yields && m.e.Product != "") {
		m.e.Product, m.name = t.product, true
	}
	if m.e.Stage == handshake.StageUnknown && !(m.told && m.mean == tells) {
		m.e.Stage = t.stage
	}
	if means != hints && !m.told {
		m.told, m.mean = true, means
	}
}

// after returns what stands behind the first text in b, or nil.
func after(b []byte, text string) []byte {
	i := indexFold(b, text)
	if i < 0 {
		return nil
	}
	return b[i+len(text):]
}

// indexFold returns the index of text in b, without regard to the case of letters of ASCII, or -1.
func indexFold(b []byte, text string) int {
	if i := bytes.Index(b, []byte(text)); i >= 0 {
		return i
	}
	for i := 0; i+len(text) <= len(b); i++ {
		if b[i]|0x20 == text[0]|0x20 && equalFoldASCII(b[i:i+len(text)], text) {
			return i
		}
	}
	return -1
}

func equalFoldASCII(b []byte, text string) bool {
	for i, c := range b {
		if c != text[i] && lowerASCII(c) != lowerASCII(text[i]) {
			return false
		}
	}
	return true
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// beside returns a reader of everyday words: they count if one of the others stands in the message too.
func beside(words ...string) func(*message, []byte) meaning {
	return func(m *message, _ []byte) meaning {
		if hasAnyFold(m.text, words) {
			return fails
		}
		return saysNothing
	}
}

// besideSocket reads what is said of any connection, where the program says that it was a WebSocket's.
var besideSocket = beside("websocket", "web socket", "ws_connect", "wss://", "ws://")

// asWithSocketLibrary reads words that any program may write: they count beside a sign of a WebSocket library.
func asWithSocketLibrary(m *message, _ []byte) meaning {
	if m.told || findSocketURL(m.text) != nil || indexFold(m.text, "websocket") >= 0 || bytes.Contains(m.text, []byte("/ws/lib/")) {
		return fails
	}
	return saysNothing
}

// asWithMessage reads the name of an exception: alone it says nothing of how.
func asWithMessage(_ *message, rest []byte) meaning {
	if len(bytes.TrimSpace(rest)) == 0 {
		return hints
	}
	return fails
}
