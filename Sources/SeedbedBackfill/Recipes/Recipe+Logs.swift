/// Logs of web servers.
extension Recipe {
  static let apache = Recipe(
    "apache", "about: The access log of Apache httpd in its combined format\n" + visits)

  static let nginx = Recipe(
    "nginx", "about: The access log of nginx in its usual format\n" + visits)

  static let visitSessions = Recipe(
    "visit_sessions",
    """
    about: Sessions, the visits of one address and browser with at most 30 minutes between them
    target: user_sessions
    source:
      format: combined_log
      sessions: {by: [host, user_agent], time: time, time_format: clf, gap: 30m}
    key: {fields: [host, user_agent, first], mask: pseudonym}
    map:
      user_id:       {from: host, mask: pseudonym, domain: ip}
      created_at:    {from: first, format: iso8601}
      last_activity: {from: last, format: iso8601}
      expires_at:    {from: last, format: iso8601}
      is_active:     {value: false}
    """)

  static let cloudfront = Recipe(
    "cloudfront",
    """
    about: Standard logs of Amazon CloudFront
    target: page_visits
    source: {format: cloudfront}
    key: {fields: [x-edge-request-id]}
    map:
      user_id:     {from: c-ip, mask: pseudonym, domain: ip}
      page:        {from: cs-uri-stem}
      visited_at:  {from: timestamp, format: iso8601_local}
      status_code: {from: sc-status, null_if: ["000"]}
      bytes:       {from: sc-bytes}
      referrer:    {from: "cs(Referer)", null_if: ["-"]}
      user_agent:  {from: "cs(User-Agent)", null_if: ["-"], keep: needed for statistics of devices}
    """)

  static let w3c = Recipe(
    "w3c",
    """
    about: W3C extended logs of IIS and others, with their usual fields
    target: page_visits
    source: {format: w3c_log}
    key: {source_position: true}
    map:
      user_id:     {from: c-ip, mask: pseudonym, domain: ip}
      page:        {from: cs-uri-stem}
      visited_at:  {from: timestamp, format: iso8601_local}
      status_code: {from: sc-status}
      user_agent:  {from: "cs(User-Agent)", null_if: ["-"], keep: needed for statistics of devices}
    """)

  private static let visits = """
    target: page_visits
    source: {format: combined_log}
    key: {source_position: true}
    map:
      user_id:     {from: host, mask: pseudonym, domain: ip}
      page:        {from: request.path}
      visited_at:  {from: time, format: clf}
      status_code: {from: status}
      bytes:       {from: bytes, null_if: ["-"]}
      referrer:    {from: referrer, null_if: ["-"]}
      user_agent:  {from: user_agent, null_if: ["-"], keep: needed for statistics of devices}
    """
}
