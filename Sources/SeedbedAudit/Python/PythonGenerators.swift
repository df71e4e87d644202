/// The Python functions that make values up.
///
/// `secrets`, `os.urandom` and `uuid.uuid4` are not among them: a token or an identifier is not a
/// mock. A configuration adds them by name when they are.
package struct PythonGenerators {
  /// Full dotted names to count too; the name of a module or class stands for all its members.
  let additional: [String]

  package init(additional: [String]) {
    self.additional = additional
  }

  private static let numbers: Set<String> = [
    "random", "randint", "randrange", "randbytes", "getrandbits", "choice", "choices", "sample",
    "shuffle", "uniform", "triangular", "betavariate", "binomialvariate", "expovariate",
    "gammavariate", "gauss", "lognormvariate", "normalvariate", "paretovariate",
    "vonmisesvariate", "weibullvariate", "jumpahead", "randomize",
  ]

  private static let arrays: Set<String> = [
    "beta", "binomial", "bytes", "chisquare", "choice", "dirichlet", "exponential", "f", "gamma",
    "geometric", "gumbel", "hypergeometric", "integers", "laplace", "logistic", "lognormal",
    "logseries", "multinomial", "multivariate_hypergeometric", "multivariate_normal",
    "negative_binomial", "noncentral_chisquare", "noncentral_f", "normal", "pareto",
    "permutation", "permuted", "poisson", "power", "rand", "randint", "randn", "random",
    "random_integers", "random_sample", "ranf", "rayleigh", "sample", "shuffle",
    "standard_cauchy", "standard_exponential", "standard_gamma", "standard_normal", "standard_t",
    "tomaxint", "triangular", "uniform", "vonmises", "wald", "weibull", "zipf",
  ]

  /// The classes and functions that give a generator, and the class of what they give.
  private static let makers = [
    "random.Random": "random.Random",
    "random.SystemRandom": "random.SystemRandom",
    "numpy.random.default_rng": "numpy.random.Generator",
    "numpy.random.Generator": "numpy.random.Generator",
    "numpy.random.RandomState": "numpy.random.RandomState",
  ]

  private static let families: [(owner: String, members: Set<String>)] = [
    ("random", numbers), ("random.Random", numbers), ("random.SystemRandom", numbers),
    ("random._inst", numbers), ("numpy.random", arrays), ("numpy.random.Generator", arrays),
    ("numpy.random.RandomState", arrays), ("numpy.random.mtrand", arrays),
  ]

  /// A file without any of these words calls no generator; those of numpy have `random` in them.
  var roots: Set<String> {
    Set(["random"] + additional.map { String($0.prefix { $0 != "." }) })
  }

  /// Whether a call of the function with this full dotted name makes a value up.
  func contains(_ name: String) -> Bool {
    if let dot = name.lastIndex(of: ".") {
      let owner = name[..<dot]
      let member = String(name[name.index(after: dot)...])
      for family in Self.families where family.owner == owner {
        return family.members.contains(member) || isAdditional(name)
      }
    }
    return isAdditional(name)
  }

  /// What a call gives, when that is a generator.
  func result(of name: String) -> PythonMeaning? {
    Self.makers[name].map(PythonMeaning.instance)
  }

  /// The names that `from module import *` may bring in.
  static func publicNames(of module: String) -> [String] {
    let makers = makers.keys.filter { $0.hasPrefix(module + ".") }
      .map { String($0.dropFirst(module.utf8.count + 1)) }
    let members = families.first { $0.owner == module }?.members ?? []
    return (makers.filter { !$0.contains(".") } + members).sorted()
  }

  private func isAdditional(_ name: String) -> Bool {
    additional.contains { name == $0 || name.hasPrefix($0 + ".") }
  }
}
