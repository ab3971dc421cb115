// Run: CGO_ENABLED=0 GO111MODULE=off GOPATH=/usr/share/gocode go run auditor.go FOLDER-OR-ADDRESS VKEY [CHECKPOINT THAT YOU KEPT] (Debian: golang-go, golang-golang-x-mod-dev)
package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var address, own = os.Args[1], []tlog.Hash{}
var reader = tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
	for _, index := range indexes {
		hashes = append(hashes, own[index])
	}
	return
})

func main() {
	if !strings.Contains(address, "://") {
		http.DefaultTransport.(*http.Transport).RegisterProtocol("file", http.NewFileTransport(http.Dir(address)))
		address = "file://"
	}
	key, err := note.NewVerifier(os.Args[2])
	stopIf(err != nil, "the key: %v", err)
	signed, err := note.Open(read("checkpoint"), note.VerifierList(key))
	stopIf(err != nil, "the checkpoint: %v", err)
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + strings.TrimPrefix(signed.Text, key.Name()+"\n")))
	stopIf(err != nil, "the checkpoint: %v", err)
	var bundle, tile []byte
	for n := int64(0); n < tree.N; n++ {
		if n%256 == 0 {
			path, part := tlog.Tile{H: 8, N: n / 256, W: 256}.Path()[len("tile/8/0"):], fmt.Sprintf(".p/%d", tree.N%256)
			bundle, tile = read("tile/entries"+path, "tile/entries"+path+part), read("tile/0"+path, "tile/0"+path+part)
		}
		stopIf(len(tile) < 32 || len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)), "entry %d does not fit", n)
		entry := bundle[2 : 2+int(binary.BigEndian.Uint16(bundle))]
		stopIf(tlog.RecordHash(entry) != *(*tlog.Hash)(tile), "entry %d does not fit", n)
		hashes, _ := tlog.StoredHashes(n, entry, reader)
		own, bundle, tile = append(own, hashes...), bundle[2+len(entry):], tile[32:]
	}
	root, _ := tlog.TreeHash(tree.N, reader)
	stopIf(root != tree.Hash, "the root does not fit: %v", root)
	if len(os.Args) > 3 { // What you kept must be how this journal began.
		kept, err := os.ReadFile(os.Args[3])
		stopIf(err != nil, "the kept checkpoint: %v", err)
		before, err := note.Open(kept, note.VerifierList(key))
		stopIf(err != nil, "the kept checkpoint: %v", err)
		then, err := tlog.ParseTree([]byte("go.sum database tree\n" + strings.TrimPrefix(before.Text, key.Name()+"\n")))
		stopIf(err != nil, "the kept checkpoint: %v", err)
		stopIf(then.N > tree.N, "entries were removed: %d of %d are left", tree.N, then.N)
		root, _ := tlog.TreeHash(then.N, reader)
		stopIf(root != then.Hash, "history was rewritten: its first %d entries are not those that you kept", then.N)
	}
	fmt.Printf("ok: %d entries, root %v\n", tree.N, root)
}

// The first of these files that is there: a full tile stands before the partial one, which may be gone.
func read(names ...string) (bytes []byte) {
	for _, name := range names {
		if answer, err := http.Get(address + "/" + name); err == nil && answer.StatusCode == 200 {
			bytes, _ = io.ReadAll(answer.Body)
			return
		}
	}
	return
}

func stopIf(wrong bool, why string, details ...any) {
	if wrong {
		fmt.Printf(why+"\n", details...)
		os.Exit(1)
	}
}
