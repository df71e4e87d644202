/// A module, class or function body: the names bound in it and what each was bound to.
struct PythonScope {
  enum Kind {
    case module
    case type
    case function
  }

  let kind: Kind
  /// The path of classes and functions down to here, joined by dots; empty for the module.
  let symbol: String
  let parent: Int?
  /// The block of statements the body starts with.
  let block: Int
  /// In the order they were read.
  var bindings: [String: [PythonBinding]] = [:]
  /// Names that `global` sends to the module.
  var globals: Set<String> = []
  /// Names that `nonlocal` sends to an enclosing function.
  var nonlocals: Set<String> = []
  /// What was assigned to attributes of `self` anywhere in a class.
  var attributes: [String: [PythonBinding]] = [:]
  /// What methods call `self`.
  var firstParameter: String?
}

/// One place where a name gets a meaning.
struct PythonBinding {
  enum Value {
    /// Something this analysis does not follow: a parameter, a loop variable, a computed value.
    case opaque
    /// A module or a member of one, by its full dotted name.
    case imported(String)
    /// The values of the expressions that start at these tokens; any of them may be it.
    case expressions([Int])
  }

  /// The first token at which the name has this meaning.
  let position: Int
  let block: Int
  let value: Value
}

/// What an expression is known to be.
enum PythonMeaning: Equatable {
  /// A module, class or function, by its full dotted name.
  case named(String)
  /// An object of the class with this full dotted name.
  case instance(String)
}
