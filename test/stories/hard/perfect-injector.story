# Everything is copied: distance, identification, window, and the answer comes one round trip after the request.
ipv4-only: on IPv6 the flow label, which the device leaves zero, gives it away
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 46 id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+26ms   M > C  RST                          @reset
expect @reset origin unknown trigger @hello
