import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Reads one migration file, as far as it can be read.
struct MigrationDocument {
  /// What the file says, without the steps that cannot be understood.
  let migration: Migration
  /// Everything that is wrong in the file.
  let problems: [Diagnostic]
  /// Whether every step was understood, so that what comes after can be judged.
  let isWhole: Bool

  init(_ node: YAMLNode, id: String, file: String) {
    let shape = MigrationShape.document.problems(in: node)
    var reader = StepReader()
    let items = node["up"]?.items ?? []
    let steps = items.compactMap { reader.step(from: $0) }
    let down = reader.down(from: node["down"])
    if steps.count != 1 || items.count != 1, let alone = steps.first(where: \.isAlone) {
      reader.report(
        alone.entry.value["transaction"] ?? alone.entry.value, .migrationStep,
        "a step outside a transaction is the only one of its file",
        help: "otherwise nobody could say how far a run that failed had come")
    }
    if case .steps(let back) = down, back.count > 1, let alone = back.first(where: \.isAlone) {
      reader.report(
        alone.entry.value["transaction"] ?? alone.entry.value, .migrationStep,
        "a step outside a transaction is the only one under 'down'",
        help: "otherwise nobody could say how far a run that failed had come")
    }
    let requirements = (node["require"]?.items ?? []).compactMap { reader.requirement(from: $0) }
    let tree = [node["up"], node["down"]].map { $0?.canonical() ?? "" }
    migration = Migration(
      id: id, about: node["about"]?.scalar ?? "", file: file, requirements: requirements,
      steps: steps, down: down, checksum: Checksum(of: tree.joined(separator: "\n")))
    problems = shape + reader.problems
    isWhole = steps.count == items.count && !shape.contains { Self.hidesWords.contains($0.code) }
  }

  /// After these a name may be missing.
  private static let hidesWords: Set<Diagnostic.Code> = [.shapeMissingKey, .shapeKind, .shapeTag]
}
