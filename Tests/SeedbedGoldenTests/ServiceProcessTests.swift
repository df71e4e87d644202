import Foundation
import SeedbedCore
import Testing

@testable import SeedbedGolden

@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct ServiceProcessTests {
  private static let endpoints = "endpoints: [{call: GET /api/total}]\n"

  private func failure(_ verification: Verification) async throws -> Diagnostic {
    do {
      _ = try await verification.run()
    } catch let problem as Diagnostic {
      return problem
    } catch let problems as Diagnostics {
      return try #require(problems.items.first)
    }
    throw Diagnostic(.unexpected, "the run did not fail")
  }

  @Test func `a service that dies is quoted`() async throws {
    let service = try TestService()
    let problem = try await failure(
      try service.verification(service.definition(["--dies"]) + Self.endpoints))
    #expect(problem.code == .serviceStart)
    #expect(problem.message == "the service exited with status 3 before it was ready")
    #expect(problem.cause == "its last words:\ncannot open the database")
  }

  @Test func `a service that is never ready is given up`() async throws {
    let service = try TestService()
    let problem = try await failure(
      try service.verification(
        service.definition(["--never-ready"], timeout: "500ms") + Self.endpoints))
    #expect(problem.code == .serviceReady)
    #expect(
      problem.message.hasPrefix("GET /health did not answer with a 2xx within 0.5 seconds: "))
  }

  @Test func `a port in use is named before anything is started`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let listener = try ServiceProcess(
      executable: try #require(
        ExecutableSearch.find(
          "python3", in: [], path: ProcessInfo.processInfo.environment["PATH"])),
      arguments: ["-m", "http.server", "--bind", "127.0.0.1", "\(port)"],
      environment: ProcessInfo.processInfo.environment, log: try ServiceLog())
    while !LocalPort.isInUse(port) { try await Task.sleep(for: .milliseconds(20)) }
    let text = service.definition().replacing("port: auto", with: "port: \(port)")
    let problem = try await failure(try service.verification(text + Self.endpoints))
    await listener.stop(within: .seconds(5))
    #expect(problem.code == .servicePort)
    #expect(problem.message == "port \(port) is in use, and the service would listen on it")
  }

  @Test func `a service that does not listen to SIGTERM is killed`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let text = service.definition(["--ignore-term"]).replacing("port: auto", with: "port: \(port)")
    _ = try await service.verification(text + Self.endpoints, repeats: 1).run()
    #expect(!LocalPort.isInUse(port))
  }

  @Test func `a service is asked to end by SIGTERM, and that reaches it`() async throws {
    let service = try TestService()
    let text = service.definition(["--says-goodbye"]).replacing("300ms", with: "20s")
    _ = try await service.verification(text + Self.endpoints, repeats: 1).run()
    #expect(service.folder.exists("data.json.ended"))
  }

  @Test func `a service that a script starts is stopped with the script`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let text = service.definition().replacing("port: auto", with: "port: \(port)")
      .replacing("[python3,", with: "[sh, -c, '\"$@\" ; true', sh, python3,")
    _ = try await service.verification(text + Self.endpoints, repeats: 1).run()
    #expect(!LocalPort.isInUse(port))
  }

  @Test func `the service is stopped when the run throws`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let text = service.definition().replacing("port: auto", with: "port: \(port)")
    let verification = Verification(
      try service.document(text + "proof: {a: a, b: b}\n" + Self.endpoints),
      environment: ProcessInfo.processInfo.environment,
      data: .changeable(
        ChangeableData(nil) { set in
          try service.reseed(set)
          if set == "b" { throw Diagnostic(.unexpected, "set b cannot be applied") }
        }))
    #expect(try await failure(verification).message == "set b cannot be applied")
    #expect(!LocalPort.isInUse(port))
  }

  @Test func `the service is stopped when the task is cancelled`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let text = service.definition(["--never-ready"]).replacing("port: auto", with: "port: \(port)")
    let verification = try service.verification(text + Self.endpoints)
    let run = Task { try await verification.run() }
    while !LocalPort.isInUse(port) { try await Task.sleep(for: .milliseconds(20)) }
    run.cancel()
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(!LocalPort.isInUse(port))
  }

  @Test func `a service that runs already is asked and left running`() async throws {
    let service = try TestService()
    let port = try #require(LocalPort.free())
    let settings = try ServiceSettings(
      try service.document(service.definition()).service,
      variables: ProcessInfo.processInfo.environment.merging(["PORT": "\(port)"]) { $1 },
      searchFolders: [], extraArguments: [], folder: "golden")
    let running = ServiceUnderTest(
      settings, redaction: Redaction(), connections: 1, limits: .usual)
    _ = try await running.start()
    try service.folder.write(#"{"items": 3, "visits": 60}"#, to: "golden/total.json")
    let verification = try service.verification(
      """
      service: {base_url: "http://127.0.0.1:\(port)/"}
      endpoints: [{call: GET /api/total, expect: {body: total.json}}]
      """
    )
    let result: Result<VerifyOutcome, any Error>
    do { result = .success(try await verification.run()) } catch { result = .failure(error) }
    let isLeftRunning = LocalPort.isInUse(port)
    await running.stop()
    let outcome = try result.get()
    #expect(isLeftRunning)
    #expect(outcome.operations.map(\.level) == [.stable])
    #expect(outcome.operations.map(\.proof) == [.notMeasured])
  }

  @Test func `a program that is nowhere is an error with its place`() async throws {
    let service = try TestService()
    let text = service.definition().replacing("[python3", with: "[no-such-program")
    let problem = try await failure(try service.verification(text + Self.endpoints))
    #expect(problem.code == .serviceExecutable)
    #expect(problem.location?.line == 4)
  }

  @Test func `the words that start the service again give it the variables of the run`() throws {
    let folder = try TestFolder()
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          """
          service:
            port: 8080
            start:
              command: [printenv, DATABASE_URL, COPY, "${DATABASE_URL}"]
              environment: {COPY: "<${DATABASE_URL}>", DATABASE_URL: "url of ${DATABASE_URL}"}
          endpoints: [{call: GET /a}]
          """
        )
      ], folder: folder.path)
    let variables = ["PATH": "/usr/bin:/bin", "DATABASE_URL": "it's here.sqlite", "PORT": "8080"]
    let settings = try ServiceSettings(
      document.service, variables: variables, searchFolders: [], extraArguments: [],
      folder: folder.path)
    let line = try #require(
      CurlNeeds.lines(
        of: document.service, settings, extraArguments: [], variables: variables, environment: [:]
      ).first)
    let words = try #require(line.firstMatch(of: /start it again with (\(.*\))/)).output.1
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "\(words) || true"]
    shell.environment = ["PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let printed = try pipe.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(
      String(decoding: printed, as: UTF8.self)
        == "url of it's here.sqlite\n<it's here.sqlite>\n", "\(words)")
  }

  @Test func `a program beside the running one comes before PATH`() throws {
    let folder = try TestFolder()
    try folder.write("#!/bin/sh\n", to: "sh")
    let path = "\(folder.path)/sh"
    #expect(ExecutableSearch.find("sh", in: [folder.path], path: "/bin") == "/bin/sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    #expect(ExecutableSearch.find("sh", in: [folder.path], path: "/bin") == path)
  }
}
