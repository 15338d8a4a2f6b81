/// The form in which DNS holds a label that is not ASCII, after RFC 3492.
enum Punycode {
  /// How many bytes a label takes, without `xn--`.
  static func length(of label: [Unicode.Scalar]) -> Int {
    let basic = label.count { $0.isASCII }
    var length = basic > 0 ? basic + 1 : 0
    var handled = basic
    var point: UInt32 = 0x80
    var delta = 0
    var bias = 72
    while handled < label.count {
      let next = label.lazy.map(\.value).filter { $0 >= point }.min() ?? point
      delta += Int(next - point) * (handled + 1)
      point = next
      for scalar in label {
        if scalar.value < point { delta += 1 }
        guard scalar.value == point else { continue }
        length += digits(of: delta, bias: bias)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      point += 1
    }
    return length
  }

  /// How many digits a number takes, each with the weight that the bias gives it.
  private static func digits(of number: Int, bias: Int) -> Int {
    var rest = number
    var count = 1
    var weight = 36
    while true {
      let threshold = weight <= bias ? 1 : min(weight - bias, 26)
      if rest < threshold { return count }
      rest = (rest - threshold) / (36 - threshold)
      count += 1
      weight += 36
    }
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 35 * 26 / 2 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }
}
