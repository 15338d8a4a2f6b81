extension TemplateReference {
  /// What is part of the language itself and takes more than a value: where it stands decides what
  /// it means.
  package static let constructs = [
    Variable(
      name: "super()", type: "html",
      documentation: "In a block: what the block holds in the template that is extended."),
    Variable(
      name: "self.NAME()", type: "html", documentation: "The block of that name once more."),
    Variable(
      name: "caller()", type: "html",
      documentation: "In a macro: the body of the 'call' tag that calls it."),
    Variable(
      name: "loop.cycle(a, b)", type: "element",
      documentation: "In a loop: the next of its arguments in each turn."),
    Variable(
      name: "loop.changed(value)", type: "bool",
      documentation: "In a loop: whether the value differs from that of the turn before."),
    Variable(name: "dict(key=value)", type: "map", documentation: "A map of its arguments."),
    Variable(
      name: "namespace(name=value)", type: "namespace",
      documentation: "With set: variables that keep their value outside of the loop that sets them."
    ),
    Variable(
      name: "cycler(a, b)", type: "cycler",
      documentation: "With set: 'next()', 'current' and 'reset()', over several loops."),
    Variable(
      name: "joiner(text)", type: "joiner",
      documentation: "With set: nothing at its first call, the text at all others."),
  ]
}
