# The second capture keeps 60 bytes of each packet, which cuts the timestamps off.
link-bound: inside a tunnel so few bytes hold no TCP header
ipv4-only: in IPv6 so few bytes hold no whole TCP header
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 54 timestamps
device ttl 59
second hops 10 delay 10 snap 60
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example   @hello
+6ms    M > C  RST-ACK                 @forged
+14ms   S > C  SERVERHELLO 900
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture
expect there @own origin client clearing other-capture
