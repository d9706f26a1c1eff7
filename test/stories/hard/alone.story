# One reset and nothing else of the connection: there is nothing to compare it with.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      S > C  RST                          @reset
+1s     end
expect @reset origin unknown
