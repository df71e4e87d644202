extension CodeText {
  /// Codes of the command, audits and reports: each with its meaning, and below that what to do.
  static let project = #"""
    audit.allowance
    An allowance gives no reason, or its end date is not a day that exists.
    Say in `reason` why the finding may stand. Write `until` as a day, such as `until: 2027-06-01`.
    audit.allowance_unused
    An allowance matches no finding. It hides nothing today, but could hide something new tomorrow.
    Remove it, or correct its `path` and `symbol`.
    audit.folder
    The folder named on the command line does not exist.
    Correct the path in `seedbed audit FOLDER`, or leave it out to audit the project's folder.
    audit.nothing
    No file matches the patterns, so the audit checked nothing. Without this error, that would look like a clean result.
    Correct `include` under `audit` in seedbed.yaml, or run `seedbed audit` in the project's folder.
    audit.priority
    The bands contradict each other: `medium` is below 1, or above `high`.
    Set `medium` to at least 1 and `high` to at least `medium`, such as `priority: {high: 100, medium: 50}`.
    audit.unreadable
    The audit cannot read a file or folder, or a file is larger than 64 MiB. Skipping it could hide findings.
    Grant read access, or narrow `include` under `audit` in seedbed.yaml so that it does not match the file.
    command-line
    The command line names no command, an unknown command, or an option that the command does not have.
    See `seedbed --help`, or add `--help` to the command. On Linux, mount `/proc` if the command line cannot be read at all.
    explain.code
    No error or reject has the code that was asked for.
    Correct the code. Print it with `--json`, or look for it in `docs/codes.md`.
    guess.target
    The table named with `--target` does not exist after the migrations.
    Correct the name, or create the table in a migration first.
    migration.name
    The command line names a migration that does not exist.
    Correct the id. `seedbed migrate status` lists all of them.
    project.file-exists
    A file that the command would write exists already.
    Name another file, or move the existing one. `seedbed backfill guess` overwrites its output with `--force`.
    project.missing
    The folder has no `seedbed.yaml`, so it is not a project.
    Go to the project's folder or name it with `--project DIR`. To start a project, write a `seedbed.yaml` with `database: sqlite:NAME.sqlite`. Rename a `seedbed.yml` to `seedbed.yaml`.
    project.set
    The command needs a seed set, and neither the command line nor seedbed.yaml names one.
    Name it, as in `seedbed seed load SET`, or write `set: NAME` in seedbed.yaml.
    report.history
    The history of runs cannot be read, or one of its lines is not a run.
    Remove the line, or name another file with `--history FILE`. The history may be deleted at any time.
    report.lineage
    The rows were loaded, but a lineage event could not be written.
    Name a folder that can be written with `--lineage FOLDER`, and check that the disk has room.
    run.interrupted
    A signal ended the command. What was committed is kept, and rows that a verification changed are restored.
    Run the same command again.
    seed.nothing
    The folder of seeds holds no set, so there is nothing to check.
    Put sets as `.yaml` files directly in the folder, or name another folder with `seeds:` in seedbed.yaml.
    store.missing
    The SQLite file does not exist, and this command does not create one.
    Correct the path, or create the database with `seedbed up --test` or `seedbed migrate up`.
    store.other-name
    `--i-know-this-is` names another database than the command would work on. Nothing was done.
    Check which database you mean; `seedbed db status` shows its name. If it is the right one, copy that name exactly.
    testing.check
    A check of a backfill does not hold, so tests would run on wrong data.
    Run `seedbed backfill run NAME` to see which check fails, then fix the source, the mapping or the check.
    testing.template
    The template database that tests copy cannot be written.
    Check that the folder in the message can be written and that the disk has room.
    unlock.unconfirmed
    Forcing the lock takes it from a run that may still be working, so the database must be named.
    Add the name, as in `seedbed db unlock --force --i-know-this-is NAME`.
    verify.option
    The value of an option is not written correctly, or names a case or curl command that does not exist.
    Write values such as `--min operational=95` or `--report junit=verify.xml`. After `--case`, name the call as the golden file has it.
    verify.review
    `seedbed verify review` asks a person, and standard input is not a terminal.
    List new bodies with `seedbed verify pending`, then use `seedbed verify accept` or `seedbed verify reject`.
    """#
}
