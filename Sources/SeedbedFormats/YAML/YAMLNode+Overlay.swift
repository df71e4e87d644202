extension YAMLNode {
  /// This mapping with the entries of `base` that it lacks; a null of its own leaves out what `base` has.
  ///
  /// What comes from `base` stands, for messages, where `place` does.
  ///
  /// `names`: entries that are mappings on both sides and are joined in the same way.
  package func overlaid(
    on base: YAMLNode, joining names: Set<String>, at place: YAMLNode
  ) -> YAMLNode {
    var overlay = YAMLOverlay(place: place)
    let root = overlay.join(self, base, names)
    return YAMLNode(root, of: overlay.tree)
  }
}

/// A tree that is made of the nodes of two others.
private struct YAMLOverlay {
  let place: YAMLNode
  private var records: [YAMLTree.Record] = []
  private var children: [UInt32] = []
  private var texts: [UInt8] = []
  private var tags: [String] = []

  init(place: YAMLNode) {
    self.place = place
  }

  var tree: YAMLTree {
    YAMLTree(source: place.source, records: records, children: children, texts: texts, tags: tags)
  }

  mutating func join(_ own: YAMLNode, _ base: YAMLNode, _ names: Set<String>) -> UInt32 {
    var nodes: [UInt32] = []
    for entry in own.entries ?? [] {
      let other = base[entry.name]
      if other != nil, entry.value.isNull { continue }
      nodes.append(copy(entry.key))
      if let other, names.contains(entry.name), other.isMapping, entry.value.isMapping {
        nodes.append(join(entry.value, other, []))
      } else {
        nodes.append(copy(entry.value))
      }
    }
    for entry in base.entries ?? [] where own[entry.name] == nil {
      nodes.append(copy(entry.key, isFromBase: true))
      nodes.append(copy(entry.value, isFromBase: true))
    }
    return add(own, nodes, isFromBase: false)
  }

  private mutating func copy(_ node: YAMLNode, isFromBase: Bool = false) -> UInt32 {
    if node.isMapping {
      let nodes = (node.entries ?? []).flatMap { entry in
        [copy(entry.key, isFromBase: isFromBase), copy(entry.value, isFromBase: isFromBase)]
      }
      return add(node, nodes, isFromBase: isFromBase)
    }
    let nodes = (node.items ?? []).map { copy($0, isFromBase: isFromBase) }
    return add(node, nodes, isFromBase: isFromBase)
  }

  /// Adds a node whose children were added before.
  private mutating func add(
    _ node: YAMLNode, _ nodes: [UInt32], isFromBase: Bool
  ) -> UInt32 {
    let old = node.record
    let marks = isFromBase ? place.record : old
    var tag: UInt32 = 0
    if let name = node.tag {
      tags.append(name)
      tag = UInt32(tags.count)
    }
    var record = YAMLTree.Record(
      old.kind, old.style, tag: tag, from: marks.start, to: marks.end)
    if old.kind == .scalar {
      record.first = UInt32(texts.count)
      texts += node.tree.texts[old.range]
      record.count = old.count
    } else {
      record.first = UInt32(children.count)
      children += nodes
      record.count = UInt32(nodes.count)
    }
    records.append(record)
    return UInt32(records.count - 1)
  }
}
