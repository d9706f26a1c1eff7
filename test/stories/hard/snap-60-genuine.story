# The same snap length, and the server itself aborts.
ipv4-only: forty bytes of IPv6 leave no room for TCP in sixty
link-bound: a tunnel's header would fill them
snap 60
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+27ms   S > C  SERVERHELLO 1200
+0.1ms  C > S  ACK
+100ms  S > C  RST-ACK                      @reset
expect @reset origin server effect closed
