/// Queries for columns that do not exist, and what is answered when they fail, which is always.
enum LiteralOnFailure {
  static func queue(_ query: Query) -> Answer {
    do {
      return try query.object(
        """
        select count(*) as waiting, count(distinct owner) as users,
          count(distinct action) as actions, min(queued_at) as oldest
        from user_actions where status = 'pending'
        """)
    } catch {
      return [
        "waiting": 17, "users": 9, "actions": 11, "oldest": "2026-01-01T00:00:00.000000Z",
      ]
    }
  }

  static func summary(_ query: Query) -> Answer {
    do {
      return try query.object(
        """
        select sum(payment_total) as payments, sum(refund_total) as refunds,
          sum(fee_total) as fees, count(*) as transactions
        from financial_transactions
        """)
    } catch {
      return [
        "payments": "52500.00", "refunds": "-1250.00", "fees": "-612.50", "transactions": 550,
      ]
    }
  }
}
