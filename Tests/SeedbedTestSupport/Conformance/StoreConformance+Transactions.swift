import Dispatch
import SeedbedCore
import SeedbedStore
import Synchronization

private struct Stop: Error {}

extension StoreConformance {
  static let transactions: [StoreCheck] = [
    StoreCheck("a transaction that throws leaves nothing behind") { subject in
      try Sample.fill(subject.store)
      try? subject.store.transaction { session in
        try session.execute("DELETE FROM orders")
        throw Stop()
      }
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 2)
    },
    StoreCheck("a structure transaction that throws leaves nothing behind") { subject in
      try? subject.store.transaction(.structure) { session in
        try session.apply(.createCollection(Sample.accounts))
        throw Stop()
      }
      try expect("names", try subject.store.read { try $0.collectionNames() }, is: [])
    },
    StoreCheck("another connection does not see what is not committed") { subject in
      try Sample.fill(subject.store)
      let other = try subject.open()
      try subject.store.transaction { session in
        try session.execute("DELETE FROM orders")
        let seen = try other.read { try $0.rows("SELECT id FROM orders").count }
        try expect("orders seen", seen, is: 2)
      }
      let left = try other.read { try $0.rows("SELECT id FROM orders").count }
      try expect("orders after the commit", left, is: 0)
      try other.close()
    },
    StoreCheck("a read keeps its view while another connection commits") { subject in
      try Sample.fill(subject.store)
      let other = try subject.open()
      try subject.store.read { session in
        let before = try session.rows("SELECT id FROM orders").count
        _ = try other.transaction { try $0.execute("DELETE FROM orders") }
        try expect("orders", try session.rows("SELECT id FROM orders").count, is: before)
      }
      try other.close()
    },
    StoreCheck("a read cannot change the database") { subject in
      try Sample.fill(subject.store)
      do {
        try subject.store.read { _ = try $0.execute("DELETE FROM orders") }
      } catch is Diagnostic {}
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 2)
    },
    StoreCheck("a read inside a read answers") { subject in
      try Sample.fill(subject.store)
      let count = try subject.store.read { _ in
        try subject.number("SELECT count(*) FROM orders")
      }
      try expect("orders", count, is: 2)
    },
    StoreCheck("a row that another transaction holds makes the database busy") { subject in
      try Sample.fill(subject.store)
      let other = try subject.open()
      let touch = "UPDATE accounts SET country = 'NO' WHERE id = 'a'"
      try subject.store.transaction { session in
        try session.execute(touch)
        try expect(.storeBusy) { try other.transaction { try $0.execute(touch) } }
      }
      try other.transaction { _ = try $0.execute(touch) }
      try other.close()
    },
    StoreCheck("writers that take turns lose no change") { subject in
      try Sample.fill(subject.store)
      let stores = [subject.store, try subject.open()]
      let problems = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 2) { place in
        do {
          for _ in 0..<20 {
            _ = try stores[place].transaction {
              try $0.execute("UPDATE accounts SET country = coalesce(country, '') || 'x'")
            }
          }
        } catch {
          problems.withLock { $0.append(String(describing: error)) }
        }
      }
      try expect("problems", problems.withLock { $0 }, is: [])
      try expect(
        "changes", try subject.number("SELECT max(length(country)) FROM accounts"), is: 40)
      try stores[1].close()
    },
  ]
}
