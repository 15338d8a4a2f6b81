import HubCLI

@main
struct Main {
  static func main() async {
    await runHubgen()
  }
}
