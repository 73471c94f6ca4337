package parsers

import (
	"testing"
	"time"
)

func TestReadTime(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	tests := []struct {
		in    string
		want  string // in UTC
		zoned bool
		rest  string
	}{
		{"22/Nov/2026:20:02:43 +0000] \"GET", "2026-11-22T20:02:43Z", true, "] \"GET"},
		{"22/Nov/2026:20:02:43 -0730]", "2026-11-23T03:32:43Z", true, "]"},
		{"22/11/2026:20:02:43 +0100] \"GET", "2026-11-22T19:02:43Z", true, "] \"GET"},
		{"22/Nov/2026:20:02:43.123] fe", "2026-11-22T19:02:43.123Z", false, "] fe"},
		{"22/Nov/2026 20:12:11] ", "2026-11-22T19:12:11Z", false, "] "},
		{"22-Nov-2026 20:12:11.007 INFO", "2026-11-22T19:12:11.007Z", false, " INFO"},
		{"22 Nov 2026 20:12:11.007 * Ready", "2026-11-22T19:12:11.007Z", false, " * Ready"},
		{"2026-11-22T20:05:36Z", "2026-11-22T20:05:36Z", true, ""},
		{"2026-11-22T20:05:36.123456789+02:00 x", "2026-11-22T18:05:36.123456789Z", true, " x"},
		{"2026-11-22T20:05:36.1+0200", "2026-11-22T18:05:36.1Z", true, ""},
		{"2026-11-22 20:05:36,123 WARN", "2026-11-22T19:05:36.123Z", false, " WARN"},
		{"2026-11-22 20:05:36 +0000 - x", "2026-11-22T20:05:36Z", true, " - x"},
		{"2026-11-22 20:05:36 UTC [1]", "2026-11-22T20:05:36Z", true, " [1]"},
		{"2026-11-22\t20:05:36\tLHR3-C1", "2026-11-22T19:05:36Z", false, "\tLHR3-C1"},
		{"2026-11-22 20:05:36 - x", "2026-11-22T19:05:36Z", false, " - x"},
		{"2026/11/22 20:05:36 [error]", "2026-11-22T19:05:36Z", false, " [error]"},
		{"2026/11/22 20:05:36.123456 http", "2026-11-22T19:05:36.123456Z", false, " http"},
		{"Sun Nov 22 20:05:41.324837 2026] [", "2026-11-22T19:05:41.324837Z", false, "] ["},
		{"Sun Nov  1 20:05:41 2026] ", "2026-11-01T19:05:41Z", false, "] "},
		{"Nov 22 20:05:41 host", "2026-11-22T19:05:41Z", false, " host"},
		{"Nov  2 20:05:41.5 host", "2026-11-02T19:05:41.5Z", false, " host"},
		{"Sun, 22 Nov 2026 20:05:41 GMT", "2026-11-22T20:05:41Z", true, ""},
		{"261122 20:12:14 web:2293]", "2026-11-22T19:12:14Z", false, " web:2293]"},
		{"11/22/2026, 8:05:41 PM     LOG", "2026-11-22T19:05:41Z", false, "     LOG"},
		{"11/22/2026 12:05:41 AM", "2026-11-21T23:05:41Z", false, ""},
		{"11/22/2026, 8:05:41\u202fPM", "2026-11-22T19:05:41Z", false, ""},
		{"22/11/2026, 20:05:41 x", "2026-11-22T19:05:41Z", false, " x"},
		{"11/22/2026 20:05:41 amber", "2026-11-22T19:05:41Z", false, " amber"},
		{"1795377941 x", "2026-11-22T20:05:41Z", true, " x"},
		{"1795377941.324 x", "2026-11-22T20:05:41.324Z", true, " x"},
		{"1795377941324", "2026-11-22T20:05:41.324Z", true, ""},
		{"1795377941324837", "2026-11-22T20:05:41.324837Z", true, ""},
		{"1795377941324837000", "2026-11-22T20:05:41.324837Z", true, ""},
		{"1.795377941324837e+09}", "2026-11-22T20:05:41.324837Z", true, "}"},
	}
	for _, tt := range tests {
		got, zoned, n := readTime([]byte(tt.in), 2026, berlin)
		if n == 0 {
			t.Errorf("readTime(%q) read nothing", tt.in)
			continue
		}
		if s := got.Format(time.RFC3339Nano); s != tt.want || zoned != tt.zoned || tt.in[n:] != tt.rest {
			t.Errorf("readTime(%q) = %s, %v, rest %q; want %s, %v, rest %q", tt.in, s, zoned, tt.in[n:], tt.want, tt.zoned, tt.rest)
		}
	}
}

func TestReadTimeRefuses(t *testing.T) {
	for _, in := range []string{
		"", "x", "22/Nov", "22/Foo/2026:20:02:43 +0000", "32/Nov/2026:20:02:43 +0000", "2026-13-22T20:05:36Z", "2026-11-22",
		"2026-11-22T25:05:36Z", "2026-11-22T20:05", "Sunday morning", "12345678", "99999999999999999999999", "Nov 22 host",
		"11/22/2026", "1.5", "1.x", "192.168.1.10 - - ",
	} {
		if got, _, n := readTime([]byte(in), 2026, time.UTC); n > 0 {
			t.Errorf("readTime(%q) = %v, %d bytes; want none", in, got, n)
		}
	}
}

func TestReadTimeWithoutYear(t *testing.T) {
	got, _, n := readSyslog([]byte("Nov 22 20:05:41"), 0, time.UTC)
	if !got.IsZero() || n != 15 {
		t.Errorf("readSyslog without a year = %v, %d; want the zero time, 15", got, n)
	}
	got, _, n = readKlog([]byte("1122 20:05:41.324837       1 x"), 2026, time.UTC)
	if want := time.Date(2026, 11, 22, 20, 5, 41, 324837000, time.UTC); !got.Equal(want) || n != 20 {
		t.Errorf("readKlog = %v, %d; want %v, 20", got, n, want)
	}
}

func FuzzReadTime(f *testing.F) {
	f.Add("22/Nov/2026:20:02:43 +0000")
	f.Add("2026-11-22T20:05:36.123456789+02:00")
	f.Add("Sun Nov 22 20:05:41.324837 2026")
	f.Add("11/22/2026, 8:05:41 PM")
	f.Add("1795377941.324")
	f.Fuzz(func(t *testing.T, in string) {
		if _, _, n := readTime([]byte(in), 2026, time.UTC); n < 0 || n > len(in) {
			t.Errorf("readTime(%q) took %d of %d bytes", in, n, len(in))
		}
	})
}

func TestReadTimeAllocates(t *testing.T) {
	for _, in := range []string{"22/Nov/2026:20:02:43 +0000", "2026-11-22T20:05:36Z", "Sun Nov 22 20:05:41.324837 2026", "1795377941.324"} {
		b := []byte(in)
		if n := testing.AllocsPerRun(10, func() { readTime(b, 2026, time.UTC) }); n != 0 {
			t.Errorf("readTime(%q) allocates %v times", in, n)
		}
	}
}
