import SeedbedCore
import SeedbedStore

extension BackfillRuns.NewRun {
  /// The run of a plan.
  init(of plan: BackfillPlan) {
    self.init(
      of: plan.specification.name, target: plan.schema.name, specification: plan.specification.file,
      mapping: plan.specification.checksum, columns: LoadedColumns(rememberedOf: plan).text)
  }
}
