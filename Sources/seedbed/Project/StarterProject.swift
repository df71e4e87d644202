import Foundation

/// The files of a project for someone who has none: the ten collections, and where they are.
enum StarterProject {
  static let configuration = """
    # Where things are; each key has a usual value.
    database: ${DATABASE_URL:-sqlite:seedbed.sqlite}

    """

  static let migrationName = "20260915-0900-collections.yaml"

  /// Whether a folder is no project yet.
  static func isMissing(in folder: String) -> Bool {
    !FileManager.default.fileExists(atPath: "\(folder)/seedbed.yaml")
  }

  /// Writes a project into a folder; a folder of migrations that is there stays as it is.
  ///
  /// - Returns: what was written, seen from the folder.
  static func begin(in folder: String) throws -> [String] {
    var written = ["seedbed.yaml"]
    let migrations = "\(folder)/migrations"
    if !FileManager.default.fileExists(atPath: migrations) {
      try ProjectFile.write(collections, to: "\(migrations)/\(migrationName)", replacing: false)
      written.append("migrations/\(migrationName)")
    }
    try ProjectFile.write(configuration, to: "\(folder)/seedbed.yaml", replacing: false)
    return written
  }

  /// The migration of the worked example.
  static let collections = #"""
    about: The ten collections that hold what the API used to invent
    up:
      - create_collection:
          name: ai_usage
          columns:
            id:                {type: text, primary_key: true}
            user_id:           {type: text}
            service_type:      {type: text}
            job_id:            {type: text, nullable: true}
            model:             {type: text}
            tokens_used:       {type: int, check: "tokens_used >= 0"}
            prompt_tokens:     {type: int, check: "prompt_tokens >= 0"}
            completion_tokens: {type: int, check: "completion_tokens >= 0"}
            cost:              {type: "decimal(12,6)", nullable: true}
            status:            {type: enum, values: [completed, failed, cancelled]}
            response_time:     {type: int, nullable: true, check: "response_time >= 0"}   # milliseconds
            created_at:        {type: timestamp}
            metadata:          {type: json, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [created_at]}
            - {columns: [service_type]}

      - create_collection:
          name: user_activities
          columns:
            id:        {type: text, primary_key: true}
            user_id:   {type: text}
            type:      {type: text}
            message:   {type: text}
            timestamp: {type: timestamp}
            metadata:  {type: json, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [timestamp]}
            - {columns: [user_id, timestamp desc]}

      - create_collection:
          name: projects
          columns:
            id:         {type: text, primary_key: true}
            user_id:    {type: text}
            name:       {type: text}
            status:     {type: enum, values: [planned, active, paused, done]}
            created_at: {type: timestamp}
            updated_at: {type: timestamp}
            metadata:   {type: json, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [status]}

      - create_collection:
          name: page_visits
          columns:
            id:          {type: text, primary_key: true}
            user_id:     {type: text}
            page:        {type: text}
            visited_at:  {type: timestamp}
            session_id:  {type: text, nullable: true}      # a log line names no session
            duration:    {type: int, nullable: true, check: "duration >= 0"}               # seconds
            referrer:    {type: text, nullable: true}
            user_agent:  {type: text, nullable: true}
            status_code: {type: int, nullable: true}
            bytes:       {type: bigint, nullable: true, check: "bytes >= 0"}
          indexes:
            - {columns: [user_id]}
            - {columns: [visited_at]}

      - create_collection:
          name: user_actions
          columns:
            id:        {type: text, primary_key: true}
            user_id:   {type: text}
            action:    {type: text}
            status:    {type: enum, values: [pending, completed, failed, abandoned]}
            timestamp: {type: timestamp}
            metadata:  {type: json, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [status]}

      - create_collection:
          name: user_sessions
          columns:
            id:            {type: text, primary_key: true}
            user_id:       {type: text}
            session_id:    {type: text, nullable: true}    # the bearer token; a past session has none
            created_at:    {type: timestamp}
            expires_at:    {type: timestamp}
            is_active:     {type: bool, default: true}
            last_activity: {type: timestamp, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [expires_at]}

      - create_collection:
          name: analytics
          columns:
            id:         {type: text, primary_key: true}
            user_id:    {type: text}
            event_type: {type: text}
            properties: {type: json, nullable: true}
            timestamp:  {type: timestamp}
          indexes:
            - {columns: [user_id]}
            - {columns: [event_type]}
            - {columns: [timestamp]}

      - create_collection:
          name: email_campaigns
          columns:
            id:           {type: text, primary_key: true}
            user_id:      {type: text}
            name:         {type: text}
            subject:      {type: text}
            status:       {type: enum, values: [draft, scheduled, sent]}
            sent_at:      {type: timestamp, nullable: true}     # when it goes out, or went
            recipients:   {type: int, default: 0, check: "recipients >= 0"}
            opens:        {type: int, default: 0, check: "opens >= 0"}
            clicks:       {type: int, default: 0, check: "clicks >= 0"}
            bounces:      {type: int, default: 0, check: "bounces >= 0"}
            unsubscribes: {type: int, default: 0, check: "unsubscribes >= 0"}
            created_at:   {type: timestamp, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [status]}

      - create_collection:
          name: social_media_posts
          columns:
            id:         {type: text, primary_key: true}
            user_id:    {type: text}
            platform:   {type: text}
            content:    {type: text}
            status:     {type: enum, values: [draft, scheduled, published]}
            likes:      {type: int, default: 0, check: "likes >= 0"}
            shares:     {type: int, default: 0, check: "shares >= 0"}
            comments:   {type: int, default: 0, check: "comments >= 0"}
            posted_at:  {type: timestamp, nullable: true}       # when it goes out, or went
            created_at: {type: timestamp, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [platform]}
            - {columns: [created_at]}

      - create_collection:
          name: financial_transactions
          columns:
            id:               {type: text, primary_key: true}
            user_id:          {type: text}
            type:             {type: enum, values: [payment, refund, fee, payout, adjustment]}
            amount:           {type: "decimal(12,2)"}           # negative when money leaves
            currency:         {type: text}
            status:           {type: enum, values: [pending, settled, failed]}
            category:         {type: text, nullable: true}
            transaction_date: {type: timestamp}
            metadata:         {type: json, nullable: true}
          indexes:
            - {columns: [user_id]}
            - {columns: [transaction_date]}
            - {columns: [type]}
    down: auto

    """#
}
