/// Exports of payments and bank accounts.
extension Recipe {
  static let stripeBalanceReport = Recipe(
    "stripe_balance_report",
    """
    about: Stripe's itemised balance report as CSV, its amounts in major units
    target: financial_transactions
    source: {format: csv}
    key: {fields: [balance_transaction_id, reporting_category]}
    map:
      user_id:          {value: account}
      type:
        from: reporting_category
        words:
    \(stripeTypes)
        other_words: reject
      amount:           {from: gross, unit: major, currency_from: currency}
      currency:         {from: currency}
      status:           {value: settled}
      category:         {from: reporting_category}
      transaction_date: {from: created_utc, format: iso8601_local}
      metadata:         {json: [balance_transaction_id, fee, net]}
    unmapped: ignore
    """)

  static let stripeBalanceTransactions = Recipe(
    "stripe_balance_transactions",
    """
    about: Stripe's balance transactions, a page of GET /v1/balance_transactions, amounts in minor units
    target: financial_transactions
    source: {format: json, pointer: /data}
    map:
      id:               {from: id}
      user_id:          {value: account}
      type:
        from: reporting_category
        words:
    \(stripeTypes)
        other_words: reject
      amount:           {from: amount, unit: minor, currency_from: currency}
      currency:         {from: currency}
      status:           {from: status, words: {available: settled, pending: pending}, other_words: reject}
      category:         {from: reporting_category}
      transaction_date: {from: created, format: epoch_s}
      metadata:         {json: [type, source, fee, net, available_on]}
    """)

  static let stripeCharges = Recipe(
    "stripe_charges",
    """
    about: Stripe's charges, a page of GET /v1/charges, amounts in minor units
    target: financial_transactions
    source: {format: json, pointer: /data}
    map:
      id:               {from: id}
      user_id:          {from: customer, default: guest, optional: true, mask: pseudonym, domain: stripe_customer}
      type:             {value: payment}
      amount:           {from: amount, unit: minor, currency_from: currency}
      currency:         {from: currency}
      status:           {from: status, words: {succeeded: settled, pending: pending, failed: failed}, other_words: reject}
      category:         {value: charge}
      transaction_date: {from: created, format: epoch_s}
      metadata:         {json: [amount_refunded, captured, payment_intent, failure_code]}
    """)

  static let ofx = Recipe(
    "ofx",
    """
    about: Bank and card statements in OFX 1 and 2
    target: financial_transactions
    source: {format: ofx}
    key: {fields: [bank, account, fitid], mask: pseudonym}
    map:
      user_id:          {from: account, mask: pseudonym, domain: bank_account}
      type:
        from: trntype
        words:
          CREDIT: payment
          DEP: payment
          DIRECTDEP: payment
          INT: payment
          DIV: payment
          XFER: payment
          POS: payment
          DEBIT: payment
          CHECK: payment
          PAYMENT: payment
          DIRECTDEBIT: payment
          REPEATPMT: payment
          FEE: fee
          SRVCHG: fee
          ATM: payout
          CASH: payout
          HOLD: adjustment
          OTHER: adjustment
        other_words: reject
      amount:           {from: trnamt, unit: major, currency_from: currency}
      currency:         {from: currency}
      status:           {value: settled}
      category:         {from: trntype}
      transaction_date: {from: dtposted, format: iso8601}
    """)

  /// What the categories of Stripe's reports are here.
  private static let stripeTypes = """
          charge: payment
          refund: refund
          charge_failure: refund
          refund_failure: payment
          fee: fee
          network_cost: fee
          payout: payout
          payout_reversal: payout
          dispute: adjustment
          dispute_reversal: adjustment
          topup: adjustment
          other_adjustment: adjustment
    """
}
