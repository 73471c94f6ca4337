package main

import (
	"fmt"
	"time"
)

// zone reads --tz: a name of the tz database, an offset, or nothing for UTC.
func zone(text string) (*time.Location, error) {
	if text == "" {
		return time.UTC, nil
	}
	if t, err := time.Parse("-07:00", text); err == nil {
		return t.Location(), nil
	}
	loc, err := time.LoadLocation(text)
	if err != nil {
		return nil, fmt.Errorf("--tz %q: expected a zone such as Europe/Berlin, or an offset such as +02:00", text)
	}
	return loc, nil
}

// layouts are the absolute forms of --since and --until.
var layouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"}

// moment reads --since and --until: a time (in loc if it names no zone), or a duration before now. Nothing gives the
// zero time.
func moment(text string, loc *time.Location, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(text); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, text, loc); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q: expected a time such as 2026-11-22T20:05, or a duration such as 90m", text)
}
