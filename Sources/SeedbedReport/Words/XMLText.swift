import SeedbedCore

/// Text of others inside of XML 1.0 and HTML, as an attribute or between tags.
package enum XMLText {
  package static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in ShownText.lines(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
