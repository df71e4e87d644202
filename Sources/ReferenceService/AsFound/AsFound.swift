/// The service in the state of the report: 17 of the 39 endpoints answer with invented values.
///
/// Each fake has the shape of the real answer, so that only its values tell.
struct AsFound: Sendable {
  let boot: BootNumbers

  /// Which endpoints are invented, and how.
  var fakes: [(kind: FakeKind, endpoint: Endpoint)] {
    [
      (.randomPerCall, Endpoint("social_media", "engagement", RandomPerCall.engagement)),
      (.clampedWide, Endpoint("social_media", "platforms", Clamped.platforms)),
      (.randomAtBoot, Endpoint("customer_experience", "journeys", boot.journeys)),
      (.oneFieldGenerated, Endpoint("customer_experience", "friction", OneField.friction)),
      (.seededByConstant, Endpoint("enhanced_ecommerce", "refunds", Seeded.refunds)),
      (.clampedNarrow, Endpoint("enhanced_ecommerce", "funnel", Clamped.funnel)),
      (.randomPerCall, Endpoint("automation", "runs", RandomPerCall.runs)),
      (.literalOnFailure, Endpoint("automation", "queue", LiteralOnFailure.queue)),
      (.derivedFromDate, Endpoint("advanced_analytics", "cohorts", DerivedFromDate.cohorts)),
      (.constant, Endpoint("advanced_analytics", "throughput", Constant.throughput)),
      (.seededByRowCount, Endpoint("support", "replies", Seeded.replies)),
      (.constant, Endpoint("content_creation", "drafts", Constant.drafts)),
      (.seededByRowCount, Endpoint("content_creation", "generation", Seeded.generation)),
      (.clampedWide, Endpoint("email_marketing", "performance", Clamped.performance)),
      (.oneFieldGenerated, Endpoint("email_marketing", "deliverability", OneField.deliverability)),
      (.randomAtBoot, Endpoint("social_email", "reach", boot.reach)),
      (.literalOnFailure, Endpoint("advanced_financial", "summary", LiteralOnFailure.summary)),
    ]
  }

  /// The endpoints, with the invented ones in the place of their real ones.
  func replacing(in endpoints: [Endpoint]) -> [Endpoint] {
    let replacements = fakes.map(\.endpoint)
    return endpoints.map { real in
      replacements.first { $0.path == real.path } ?? real
    }
  }
}
