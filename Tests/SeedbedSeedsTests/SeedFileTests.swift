import Foundation
import SeedbedCore
import Testing

@testable import SeedbedSeeds

struct SeedFileTests {
  private func project(_ column: String, _ path: String) throws -> SeedProject {
    try SeedProject([
      "shop": """
      set: shop
      clock: 2026-01-15T12:00:00Z
      rows: {people: {ada: {email: a, \(column): !file \(path)}}}
      """,
      "note.txt": "two\nlines\n",
    ])
  }

  @Test func `a text column holds the whole file`() throws {
    #expect(
      try project("zip", "note.txt").plan().cell("zip", of: "ada", in: "people") == "two\nlines\n")
  }

  @Test func `a bytes column holds the bytes`() throws {
    let project = try project("photo", "photo.png")
    try Data([0x89, 0x50, 0x00]).write(to: URL(filePath: "\(project.path)/seeds/photo.png"))
    let load = try #require(try project.plan().loads.first)
    let place = try #require(load.columns.firstIndex(of: "photo"))
    #expect(load.batch[0, place].kind == .bytes)
    #expect(Array(load.batch.content(of: load.batch[0, place])) == [0x89, 0x50, 0x00])
  }

  @Test(arguments: ["../secret.txt", "a/../../secret.txt", "/etc/hostname"])
  func `a path out of the folder is an error`(path: String) throws {
    let project = try project("zip", path)
    try Data("secret".utf8).write(to: URL(filePath: "\(project.path)/secret.txt"))
    #expect(project.problems().contains("'\(path)' leaves the folder of the seeds"))
  }

  @Test func `a link out of the folder is an error`() throws {
    let project = try project("zip", "link.txt")
    try Data("secret".utf8).write(to: URL(filePath: "\(project.path)/secret.txt"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(project.path)/seeds/link.txt",
      withDestinationPath: "\(project.path)/secret.txt")
    #expect(project.problems().contains("'link.txt' leaves the folder of the seeds"))
  }

  @Test func `a file that is not there is an error`() throws {
    #expect(try project("zip", "gone.txt").problems().contains("cannot read 'gone.txt'"))
  }
}
