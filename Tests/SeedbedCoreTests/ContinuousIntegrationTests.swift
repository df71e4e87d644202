import SeedbedCore
import Testing

struct ContinuousIntegrationTests {
  @Test(arguments: ["true", "1", "True", "TRUE", "yes", "woodpecker"])
  func `any other value is CI`(value: String) {
    #expect(ContinuousIntegration.isOn(in: ["CI": value]))
  }

  @Test(arguments: ["", "0", "false", "False", "FALSE"])
  func `nothing, 0 and false are not CI`(value: String) {
    #expect(!ContinuousIntegration.isOn(in: ["CI": value]))
    #expect(!ContinuousIntegration.isOn(in: [:]))
  }
}
