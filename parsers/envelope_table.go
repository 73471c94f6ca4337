package parsers

// envelopes are tried in this order; of two that fit equally the first is taken.
var envelopes = []envelope{}
