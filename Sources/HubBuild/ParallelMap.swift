import Dispatch
import Synchronization

/// Applies a function to every element on several threads; results come in the elements' order.
///
/// Work is handed out in chunks: a chunk costs one atomic step, so small elements stay cheap.
/// Blocks the calling thread, as the work itself may block on files.
func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, chunk: Int = 16,
  _ transform: @Sendable (Element) -> Result
) -> [Result] {
  parallelMap(elements, jobs: jobs, chunk: chunk) { element, _ in transform(element) }
}

/// The same with a buffer that each thread keeps from element to element.
func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, chunk: Int = 16,
  _ transform: @Sendable (Element, inout [UInt8]) -> Result
) -> [Result] {
  guard jobs > 1, elements.count > chunk else {
    var buffer: [UInt8] = []
    return elements.map { transform($0, &buffer) }
  }
  let next = Atomic<Int>(0)
  let done = Mutex<[(start: Int, results: [Result])]>([])
  DispatchQueue.concurrentPerform(iterations: jobs) { _ in
    var own: [(start: Int, results: [Result])] = []
    var buffer: [UInt8] = []
    while true {
      let start = next.add(chunk, ordering: .relaxed).oldValue
      guard start < elements.count else { break }
      let end = min(start + chunk, elements.count)
      own.append((start, elements[start..<end].map { transform($0, &buffer) }))
    }
    done.withLock { $0 += own }
  }
  return done.withLock { parts in
    parts.sorted { $0.start < $1.start }.flatMap(\.results)
  }
}
