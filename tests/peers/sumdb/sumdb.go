// Go's checksum database reads a log of ours over HTTP: golang.org/x/mod, sumdb/note and sumdb/tlog.
//
//	sumdb tree URL VKEY                   the checkpoint, every tile and every entry; prints SIZE ROOT
//	sumdb grown URL VKEY SIZE ROOT        the log is an extension of that tree
//	sumdb receipt FILE ENTRY VKEY         a tlog-proof holds for the bytes of an entry
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // of a tile: 256 hashes

// remote is a log behind a URL, and the tile reader that tlog asks for.
type remote struct {
	url   string
	tiles int
}

func (r *remote) get(path string) ([]byte, error) {
	answer, err := http.Get(r.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func (r *remote) Height() int                             { return height }
func (r *remote) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}

// ReadTiles rewrites paths: sumdb says tile/8/0/000, tlog-tiles leaves the height out.
func (r *remote) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := r.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
		r.tiles++
	}
	return all, nil
}

// bundle is the entries that stand beside tile n of level 0.
func (r *remote) bundle(n int64, width int) ([][]byte, error) {
	tile := tlog.Tile{H: height, L: 0, N: n, W: width}
	data, err := r.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("a bundle breaks off")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("a bundle holds %d entries, not %d", len(entries), width)
	}
	return entries, nil
}

func treeOf(signed []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("the note is no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func (r *remote) tree(vkey string) (tlog.Tree, error) {
	signed, err := r.get("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	return treeOf(signed, vkey)
}

// treeCheck: the leaf of every entry stands in the signed tree, with a proof of inclusion.
func treeCheck(r *remote, tree tlog.Tree) error {
	hashes := tlog.TileHashReader(tree, r)
	for at := int64(0); at < tree.N; at += 1 << height {
		width := tree.N - at
		if width > 1<<height {
			width = 1 << height
		}
		entries, err := r.bundle(at>>height, int(width))
		if err != nil {
			return err
		}
		for i, entry := range entries {
			index := at + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			err = tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
			if err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
		}
	}
	whole, err := tlog.TreeHash(tree.N, hashes)
	if err == nil && whole != tree.Hash {
		err = errors.New("the tiles have another root than the checkpoint")
	}
	return err
}

func grownCheck(r *remote, tree tlog.Tree, size, root string) error {
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil {
		return err
	}
	old, err := tlog.ParseHash(root)
	if err != nil {
		return err
	}
	if n >= tree.N {
		return fmt.Errorf("the log has not grown since size %d", n)
	}
	proof, err := tlog.ProveTree(tree.N, n, tlog.TileHashReader(tree, r))
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, n, old)
}

// receiptCheck reads c2sp.org/tlog-proof@v1: index, hashes, an empty line, the checkpoint.
func receiptCheck(receipt, entry []byte, vkey string) error {
	head, signed, ok := bytes.Cut(receipt, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("this is no tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return errors.New("a line of the proof is no hash")
		}
		proof = append(proof, tlog.Hash(raw))
	}
	tree, err := treeOf(signed, vkey)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func run(args []string) error {
	if len(args) == 4 && args[0] == "receipt" {
		receipt, err := os.ReadFile(args[1])
		if err != nil {
			return err
		}
		entry, err := os.ReadFile(args[2])
		if err != nil {
			return err
		}
		return receiptCheck(receipt, entry, args[3])
	}
	if len(args) < 3 {
		return errors.New("usage: sumdb tree|grown|receipt ...")
	}
	r := &remote{url: args[1]}
	tree, err := r.tree(args[2])
	if err != nil {
		return err
	}
	switch {
	case args[0] == "tree" && len(args) == 3:
		err = treeCheck(r, tree)
	case args[0] == "grown" && len(args) == 5:
		err = grownCheck(r, tree, args[3], args[4])
	default:
		err = errors.New("usage: sumdb tree|grown|receipt ...")
	}
	if err == nil {
		fmt.Println(tree.N, tree.Hash)
	}
	return err
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sumdb:", err)
		os.Exit(1)
	}
}
