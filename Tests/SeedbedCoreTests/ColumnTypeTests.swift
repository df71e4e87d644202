import SeedbedCore
import Testing

struct ColumnTypeTests {
  @Test(arguments: ColumnType.plainNames)
  func `a plain name is read and written alike`(name: String) {
    #expect(ColumnType(name)?.description == name)
  }

  @Test(arguments: ["decimal(12,2)", "decimal(12, 2)"])
  func `a decimal has its digits`(name: String) {
    #expect(ColumnType(name) == .decimal(precision: 12, scale: 2))
    #expect(ColumnType(name)?.description == "decimal(12,2)")
  }

  @Test(arguments: [
    "decimal", "decimal()", "decimal(12)", "decimal(0,0)", "decimal(39,2)", "decimal(4,5)",
    "decimal(4,-1)", "decimal(a,b)", "decimal(1,2,3)", "decimal(4,,2)", "varchar", "Text", "",
    "enum",
  ])
  func `what is no type is refused`(name: String) {
    #expect(ColumnType(name) == nil)
  }

  @Test
  func `an enumeration shows its words`() {
    #expect(ColumnType.enumeration(["new", "paid"]).description == "enum(new, paid)")
  }
}
