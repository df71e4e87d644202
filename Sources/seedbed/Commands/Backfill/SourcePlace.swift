import ArgumentParser
import Foundation

/// Where a file is, and where a draft beside it finds it: specifications name files in their own folder.
struct SourcePlace {
  let path: String
  /// As the draft names it.
  let name: String
  /// Where it has to be copied to; nil when it lies below the draft already, or nothing is written.
  let copy: String?

  /// Whether the copy is not there yet.
  var isToCopy: Bool {
    copy.map { !FileManager.default.contentsEqual(atPath: path, andPath: $0) } ?? false
  }

  init(of path: String, for output: String?) {
    let folder = URL(filePath: output ?? "draft.yaml").deletingLastPathComponent()
      .standardizedFileURL
    let file = URL(filePath: path).standardizedFileURL
    let prefix = folder.path(percentEncoded: false)
    let full = file.path(percentEncoded: false)
    let base = prefix.hasSuffix("/") ? prefix : prefix + "/"
    self.path = path
    if output != nil, full.hasPrefix(base) {
      name = String(full.dropFirst(base.count))
      copy = nil
    } else {
      name = "data/\(file.lastPathComponent)"
      copy = output.map { output in
        let folder = URL(filePath: output).deletingLastPathComponent().relativePath
        return folder == "."
          ? "data/\(file.lastPathComponent)" : "\(folder)/data/\(file.lastPathComponent)"
      }
    }
  }
}
