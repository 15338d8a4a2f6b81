/// Every network hubgen speaks; to add one, add a file beside this one and a line here.
package let allNetworks: [any Network.Type] = [
  Mastodon.self,
  Matrix.self,
  Webhook.self,
]
