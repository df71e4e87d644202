/// Every endpoint, answered from the collections.
enum Catalogue {
  static let endpoints: [Endpoint] =
    Dashboard.endpoints + AdvancedAI.endpoints + Analytics.endpoints + SocialMedia.endpoints
    + CustomerExperience.endpoints + EnhancedEcommerce.endpoints + Automation.endpoints
    + AdvancedAnalytics.endpoints + Support.endpoints + ContentCreation.endpoints
    + EmailMarketing.endpoints + SocialEmail.endpoints + AdvancedFinancial.endpoints
}
