import Foundation
import Testing

@testable import SeedbedAudit

struct DirectoryTreeTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for path in ["a/b.py", ".git/c.py", "node_modules/d.py", "a/venv/e.py", "f.swift"] {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x\n".utf8).write(to: file)
    }
    try body(root)
  }

  @Test func `folders that hold no source of the project are skipped`() throws {
    try withFolder { root in
      let paths = try DirectoryTree(root: root.path()).paths()
      #expect(paths.sorted() == ["a/b.py", "f.swift"])
    }
  }

  @Test func `a link back into the tree is not followed`() throws {
    try withFolder { root in
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "a/loop"), withDestinationURL: root)
      let paths = try DirectoryTree(root: root.path()).paths()
      #expect(paths.sorted() == ["a/b.py", "f.swift"])
    }
  }

  @Test func `the bytes of a file are read whole`() throws {
    try withFolder { root in
      let bytes = try DirectoryTree(root: root.path()).bytes(of: "a/b.py")
      #expect(bytes == Array("x\n".utf8))
    }
  }
}
