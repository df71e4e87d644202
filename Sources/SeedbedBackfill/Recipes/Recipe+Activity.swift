/// Exports of what people did in their projects.
extension Recipe {
  static let gitHubEvents = Recipe(
    "github_events",
    "about: Events of the GitHub API, the list of GET /events and its relatives\n"
      + events(in: "json"))

  static let ghArchive = Recipe(
    "gh_archive", "about: Hours of GH Archive, an event a line\n" + events(in: "ndjson"))

  static let gitLog = Recipe(
    "git_log",
    """
    about: Commits, as git log --pretty=format:%H%x1f%ae%x1f%aI%x1f%s writes them
    target: user_activities
    source:
      format: csv
      dialect: {delimiter: "\\u001f", quote: none, header: [commit, email, time, subject]}
    map:
      id:        {from: commit}
      user_id:   {from: email, mask: pseudonym, domain: email}
      type:      {value: commit}
      message:   {from: subject}
      timestamp: {from: time, format: iso8601}
    """)

  static let jiraCSV = Recipe(
    "jira_csv",
    """
    about: Jira issues, exported as CSV with all fields and times as 17/May/15 10:05 AM in UTC
    target: projects
    source: {format: csv, dialect: {duplicates: list}}
    map:
      id:         {from: Issue key}
      user_id:    {from: Reporter, default: nobody, mask: pseudonym, domain: jira}
      name:       {from: Summary}
      status:
        from: Status
        words:
          Backlog: planned
          Open: planned
          To Do: planned
          Selected for Development: planned
          Reopened: planned
          In Progress: active
          In Review: active
          Blocked: paused
          On Hold: paused
          Resolved: done
          Closed: done
          Done: done
        other_words: reject
      created_at: {from: Created, format: "%d/%b/%y %I:%M %p"}
      updated_at: {from: Updated, format: "%d/%b/%y %I:%M %p"}
      metadata:   {json: [Issue id, Issue Type, Project key, Priority]}
    """)

  private static func events(in format: String) -> String {
    """
    target: user_activities
    source: {format: \(format)}
    map:
      id:        {from: id}
      user_id:   {from: actor.login, mask: pseudonym, domain: github}
      type:      {from: type}
      message:   {from: repo.name}
      timestamp: {from: created_at, format: iso8601}
      metadata:  {json: [repo.id, org.id, payload.action, payload.ref, payload.size, public]}
    """
  }
}
