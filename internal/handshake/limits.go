package handshake

// Limits names every bound of a run. Each time one is reached it is counted and the report says so.
type Limits struct {
	RecordBytes   int   // longest record (a line with its continuation lines) that is parsed; the rest of it is skipped
	EntryBytes    int64 // longest HAR entry that is held at once
	BodyBytes     int   // how much of a response body is kept for rules
	TextBytes     int   // how much of a message or raw record is kept
	Groups        int   // distinct observations kept of one input: a flood in one takes nothing from the others
	AllGroups     int   // distinct observations kept of a run
	Examples      int   // events kept for each distinct observation
	UnpackedBytes int64 // how much one compressed input may unpack to
	UnpackRatio   int64 // unpacked bytes for each packed byte before an input is called a bomb
	ArchiveFiles  int   // members of one archive that are read
	Depth         int   // archives within archives
}

// DefaultLimits are the bounds of an ordinary run.
func DefaultLimits() Limits {
	return Limits{
		RecordBytes:   256 << 10,
		EntryBytes:    64 << 20,
		BodyBytes:     8 << 10,
		TextBytes:     2 << 10,
		Groups:        1 << 12,
		AllGroups:     1 << 16,
		Examples:      16,
		UnpackedBytes: 64 << 30,
		UnpackRatio:   2000,
		ArchiveFiles:  10000,
		Depth:         3,
	}
}
