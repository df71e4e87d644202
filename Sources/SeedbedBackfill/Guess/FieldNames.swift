import SeedbedCore

/// How alike the names of fields and columns are.
enum FieldNames {
  /// Names that exports have for what columns of these names hold, the likeliest first.
  private static let others: [String: [String]] = [
    "userid": [
      "userid", "user", "username", "actorlogin", "login", "customerid", "customer", "accountid",
      "account", "author", "authorname", "csusername", "uid", "ident",
    ],
    "page": ["requestpath", "path", "csuristem", "url", "uri", "pageurl", "pathname"],
    "status": ["status", "state"],
    "statuscode": ["status", "scstatus", "statuscode", "httpstatus", "code"],
    "bytes": ["bytes", "bodybytessent", "scbytes", "bytessent", "size"],
    "referrer": ["referrer", "referer", "csreferer", "httpreferer"],
    "useragent": ["useragent", "csuseragent", "httpuseragent", "agent"],
    "sessionid": ["sessionid", "session", "sid", "anonymousid"],
    "duration": ["duration", "elapsed", "seconds", "timetaken"],
    "responsetime": ["responsetime", "requestduration", "latency", "latencyms"],
    "message": ["message", "text", "subject", "description", "title"],
    "content": ["content", "text", "body", "fulltext", "message"],
    "action": ["action", "event", "eventname", "app", "type"],
    "eventtype": ["eventtype", "event", "eventname", "type"],
    "type": ["type", "eventtype", "kind", "category", "reportingcategory"],
    "amount": ["amount", "gross", "total", "value"],
    "category": ["category", "reportingcategory", "class"],
    "prompttokens": ["prompttokens", "contexttokens", "inputtokens", "usageprompttokens"],
    "completiontokens": [
      "completiontokens", "generatedtokens", "outputtokens", "usagecompletiontokens",
    ],
    "tokensused": ["tokensused", "totaltokens", "usagetotaltokens", "tokens"],
    "likes": ["likes", "favorites", "favoritecount", "favouritescount", "favouritecount"],
    "shares": ["shares", "retweets", "retweetcount", "reblogscount"],
    "comments": ["comments", "replies", "repliescount", "replycount"],
    "metadata": ["metadata", "properties", "payload", "context"],
    "properties": ["properties", "metadata", "payload", "data"],
    "recipients": ["recipients", "totalrecipients", "sent"],
    "opens": ["opens", "uniqueopens"],
    "clicks": ["clicks", "uniqueclicks"],
    "bounces": ["bounces", "totalbounces"],
  ]

  private static let times = [
    "timestamp", "time", "datetime", "createdat", "created", "date", "occurredat", "eventtime",
    "ts",
    "postedat", "publishedat", "visitedat", "sentat", "createdutc", "when", "start",
  ]

  /// 0 when nothing speaks for it.
  static func likeness(of field: String, to column: CollectionSchema.Column) -> Int {
    let (name, wanted) = (plain(field), plain(column.name))
    let last = plain(field.split(separator: ".").last.map(String.init) ?? field)
    if name == wanted || column.type == .bool && "is\(name)" == wanted { return 100 }
    if let place = (others[wanted] ?? []).firstIndex(of: name) { return 90 - place }
    if last == wanted { return 60 }
    if let place = (others[wanted] ?? []).firstIndex(of: last) { return 50 - place }
    if column.type == .timestamp || column.type == .date {
      if let place = times.firstIndex(of: last) { return 40 - place }
      if last.hasSuffix("time") || last.hasSuffix("date") || last.hasSuffix("at") { return 10 }
    }
    return 0
  }

  /// Whether a name says that its values tell records apart.
  static func isKey(_ name: String) -> Bool {
    let last = plain(name.split(separator: ".").last.map(String.init) ?? name)
    return ["id", "key", "uuid", "guid", "hash", "sha", "number", "fitid"].contains {
      last == $0 || last.hasSuffix($0)
    }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
