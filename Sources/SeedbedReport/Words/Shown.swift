package import SeedbedFormats

/// What a command shows of its work: words for a person, JSON for a program.
package protocol Shown {
  /// The lines, without the last line's end.
  func text(by report: TextReport) -> String
  /// The document, which says its version.
  var json: JSONValue { get }
}

/// What is shown with others of its kind, in one table and one document.
package protocol ShownInList {
  static func text(of list: [Self], by report: TextReport) -> String
  static func json(of list: [Self]) -> JSONValue
}

extension Array: Shown where Element: ShownInList {
  package func text(by report: TextReport) -> String { Element.text(of: self, by: report) }
  package var json: JSONValue { Element.json(of: self) }
}
