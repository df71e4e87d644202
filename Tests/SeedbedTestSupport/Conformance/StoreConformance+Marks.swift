import SeedbedCore
import SeedbedStore

extension StoreConformance {
  static let marks: [StoreCheck] = [
    StoreCheck("an empty database may be marked as a test database") { subject in
      try TestMark.set("shop", on: subject.store)
      try expect("mark", try subject.store.read { try TestMark.name(in: $0) }, is: "shop")
    },
    StoreCheck("a mark may be given another name") { subject in
      try TestMark.set("shop", on: subject.store)
      try Sample.fill(subject.store)
      try TestMark.set("store", on: subject.store)
      try expect("mark", try subject.store.read { try TestMark.name(in: $0) }, is: "store")
    },
    StoreCheck("a database in use is marked only by its name") { subject in
      try Sample.fill(subject.store)
      try expect(.testMarkRefused) { try TestMark.set("shop", on: subject.store) }
      try expect(.testMarkRefused) {
        try TestMark.set("shop", on: subject.store, confirmation: "another")
      }
      try expect("mark", try subject.store.read { try TestMark.name(in: $0) }, is: nil)
      try TestMark.set("shop", on: subject.store, confirmation: subject.store.name)
      try expect("mark", try subject.store.read { try TestMark.name(in: $0) }, is: "shop")
    },
    StoreCheck("what this product left is nothing, and what is called alike is not") { subject in
      let store = subject.store
      try TestMark.set("shop", on: store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try expect("removed", try TestMark.remove(from: store), is: true)
      try TestMark.set("store", on: store)
      try expect("removed", try TestMark.remove(from: store), is: true)
      for name in ["seedbed_customers", "seedbed_proof_copy_of"] {
        try store.transaction(.structure) { session in
          _ = try session.execute("CREATE TABLE \(name) (id integer)")
        }
        try expect(.testMarkRefused) { try TestMark.set("shop", on: store) }
        try store.transaction(.structure) { _ = try $0.execute("DROP TABLE \(name)") }
      }
      try TestMark.set("shop", on: store)
    },
    StoreCheck("what destroys needs the mark, or the name of the database") { subject in
      let require = { (confirmation: String?) in
        try TestMark.require(for: "it", on: subject.store, confirmation: confirmation)
      }
      try expect(.testMarkMissing) { try require(nil) }
      try expect(.testMarkMissing) { try require("another") }
      try require(subject.store.name)
      try TestMark.set("shop", on: subject.store)
      try require(nil)
    },
  ]
}
