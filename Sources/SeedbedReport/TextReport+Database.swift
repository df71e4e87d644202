import SeedbedCore
package import SeedbedStore

extension TextReport {
  /// The collections and how many records each holds.
  package func text(of status: DatabaseStatus) -> String {
    var columns = Columns(rightAligned: [1])
    for collection in status.collections {
      columns.add(collection.name, Numbers.grouped(collection.count))
    }
    return (columns.lines() + ["  \(status.name) \(status.markWords)"]).joined(separator: "\n")
  }
}
