package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// addrLen returns the length of the IP address, with or without port, that b begins with, or 0.
func addrLen(b []byte) int {
	if n := ipv4Len(b); n > 0 {
		return n + portLen(b[n:])
	}
	if len(b) > 0 && b[0] == '[' {
		end := bytes.IndexByte(b, ']')
		if end > 0 && ipv6Len(b[1:end]) == end-1 {
			return end + 1 + portLen(b[end+1:])
		}
		return 0
	}
	return ipv6Len(b)
}

func ipv4Len(b []byte) int {
	i := 0
	for part := range 4 {
		n, next := digits(b, i, 1, 3)
		if next == 0 || n > 255 {
			return 0
		}
		i = next
		if part < 3 {
			if i >= len(b) || b[i] != '.' {
				return 0
			}
			i++
		}
	}
	if i+1 < len(b) && b[i] == '.' && isDigit(b[i+1]) {
		return 0 // a version number
	}
	return i
}

// ipv6Len wants at least two colons and nothing but what an address is made of.
func ipv6Len(b []byte) int {
	i, colons := 0, 0
	for i < len(b) && i < 40 && (isDigit(b[i]) || b[i] == ':' || b[i] == '.' || b[i]|0x20 >= 'a' && b[i]|0x20 <= 'f') {
		if b[i] == ':' {
			colons++
		}
		i++
	}
	if colons < 2 || i < len(b) && (isLetter(b[i]) || b[i] == '_') || colons == 2 && !bytes.Contains(b[:i], []byte("::")) {
		return 0
	}
	return i
}

func portLen(b []byte) int {
	if len(b) < 2 || b[0] != ':' {
		return 0
	}
	if port, n := digits(b, 1, 1, 5); n > 0 && port > 0 && port < 1<<16 {
		return n
	}
	return 0
}

// peerKeys stand before the address of the client. Where only a server is spoken of ("listening on", "connect to")
// none of them stands.
var peerKeys = []string{
	"client: ", "[client ", "client=", "client_ip=", "clientip=", "remote=", "remote: ", "remote_ip=", "remote_addr=", "remoteaddr=", "remote_address=", "remoteaddress=",
	"remote addr: ", "peer=", "peer: ", "ip=", "(@", "for ip ", "connection from ", "request from ", "handshake error from ", "serving ",
	"connected ", "closed ", "client ", "from ", "for ", "(",
}

// peer finds the address of the client.
func (c *clues) peer() {
	if !c.e.Client.IsZero() {
		return
	}
	if c.addrAt(0) || c.tupleAt(0) {
		return
	}
	for _, key := range peerKeys {
		for i := c.find(key, 0); i >= 0; i = c.find(key, i) {
			if c.addrAt(i) || c.tupleAt(i) {
				return
			}
		}
	}
	if i := bytes.IndexByte(c.msg, ' '); i == 3 && wholeNumber(c.msg) > 0 {
		c.addrAt(4)
	}
}

func (c *clues) addrAt(i int) bool {
	b := bytes.TrimLeft(c.msg[i:], `"'`)
	n := addrLen(b)
	if n == 0 || c.e.Upstream.Addr.String() == string(b[:n]) {
		return false
	}
	c.setPeer(b[:n])
	return true
}

// tupleAt reads "('127.0.0.1', 44802)", as Python prints an address.
func (c *clues) tupleAt(i int) bool {
	b, ok := bytes.CutPrefix(c.msg[i:], []byte("('"))
	if !ok {
		return false
	}
	n := addrLen(b)
	port, ok := bytes.CutPrefix(b[n:], []byte("', "))
	if n == 0 || !ok {
		return false
	}
	_, end := digits(port, 0, 1, 5)
	c.setPeer(append(append(append([]byte(nil), b[:n]...), ':'), port[:end]...))
	return true
}

func (c *clues) setPeer(addr []byte) {
	c.e.Client = c.s.Redact.Addr(addr)
	if n := ipv4Len(addr); n > 0 && n < len(addr) || addr[0] == '[' {
		c.id(handshake.PeerID, addr)
	}
}
