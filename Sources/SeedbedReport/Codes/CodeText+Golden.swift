extension CodeText {
  /// Codes of verification: each with its meaning, and below that what to do.
  static let golden = #"""
    golden.duplicate
    The golden files define the same endpoint, role or part twice.
    Remove one of the two. To call an endpoint twice, give each call its own `case`.
    golden.exclusion-expired
    The last day of an exclusion has passed. An exclusion ends on its date, so that it does not stay by accident.
    Test the endpoint and remove the exclusion, or set a later `until`.
    golden.exclusion-idle
    An exclusion names an endpoint that neither a document nor a golden file has.
    Remove the exclusion, or correct its `call`.
    golden.file
    A golden file cannot work as written. Examples are an unknown role or table, a matcher without a reason, and a path outside the folder.
    Correct the place that the message points at. `seedbed schema golden` prints the keys there are.
    golden.login
    A login failed, or its answer has no cookie or token to send with later calls.
    Check the call and its credentials under `login`. If the answer holds a token, name its place, as in `take: $.token`.
    golden.missing
    The folder of goldens holds no golden file.
    Write `golden/NAME.yaml` with a `service` and its `endpoints`, or draft one with `seedbed verify import openapi FILE`.
    golden.not-pending
    No new body waits for review under the name given.
    See what waits with `seedbed verify pending`. If nothing does, run `seedbed verify record` first.
    golden.record-in-ci
    Goldens change only if a person reviews them, and `CI` says that nobody is there.
    Record and review on your machine with `seedbed verify record` and `seedbed verify review`, then commit the result.
    golden.row
    A `!where` finds no row: the table, its column or the label does not exist, or no database is given.
    Load the seeds with `seedbed seed load SET`, and check the table, label and `take` of the `!where`. If no database is named, add `--database URL`.
    golden.write
    A golden file, a new body or `recorded.json` cannot be written.
    Check that the golden folder can be written and that the disk has room.
    import.exists
    A golden file with this name exists, and an import does not overwrite it unless asked.
    Choose another name with `--name`, or overwrite it with `--force`.
    import.format
    The source is not of the format named, holds no request, or uses an option of curl that cannot be drafted.
    Name the right format: openapi, postman, har or curl. Export Postman collections as v2.1. Leave out the option of curl that the message names.
    import.unsound
    The drafted golden file would not say exactly what the source says, so it was not written.
    Import the source in parts, or write the golden file by hand.
    openapi.document
    An API document is missing from the golden folder, is not OpenAPI 3.0, 3.1 or Swagger 2.0, has no paths or is too large.
    Correct the name under `inventory`, and check that the document begins with `openapi:` or `swagger:`. Split a document that is too large.
    openapi.missing
    The API document could not be fetched from its address.
    Check the address and that the service runs, or save the document in the golden folder and name the file.
    proof.elsewhere
    The database was copied from another one during a verification, and holds rows made for it.
    To get the rows from before, run `seedbed db restore --i-know-this-is NAME`. To keep the current rows, add `--give-up`.
    proof.not-restored
    Some rows could not be restored after a verification, for instance because a table was dropped or a new check refuses them.
    Remove what is in the way, then run `seedbed db restore`. To keep what is there now and lose the copies, run `seedbed db restore --give-up`.
    proof.out-of-reach
    The verification would change rows that it could not restore, through a trigger, a cascade or row-level security. Nothing was changed.
    Verify on a database without those tables, or let the role see and write all their rows.
    service.executable
    The program that should start the service cannot be found.
    Correct the first word after `command`. A path starts in the project's folder; a bare name is looked for beside `seedbed`, then in `PATH`.
    service.port
    The port of the service is taken, or no free port was found.
    Stop the program that uses the port, or write `port: auto` and pass `${PORT}` to the service.
    service.ready
    The service did not become ready in time.
    Check `ready.path` and what the service printed. If it needs longer, raise the limit, as in `ready: {path: /health, timeout: 60s}`.
    service.start
    The service could not be started, or it ended before it was ready.
    Read its output in the message, and try the command by hand. If its output cannot be kept, set `TMPDIR` to a folder that can be written.
    verify.answers
    The temporary file that keeps the answers cannot be written or read.
    Make room, or set `TMPDIR` to a folder that can be written.
    verify.baseline
    The file of levels for `--no-regress` is not valid.
    Restore the file from version control, or remove it; the next run writes it anew.
    verify.filter
    The filter matches none of the calls.
    Give a part of a call, such as `/orders`, after `--filter` or `seedbed verify explain`.
    verify.no-data
    The matrix must change rows. It cannot: the database has no test mark, holds no rows or too many, or is not named.
    Mark the test database with `seedbed db mark --i-know-this-is NAME`, and load seeds first.
    verify.nothing
    The golden files list no endpoint, so nothing would be verified.
    Add calls, as in `endpoints: [{call: GET /path}]`, or draft them with `seedbed verify import openapi FILE`.
    """#
}
