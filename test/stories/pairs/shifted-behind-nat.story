# The same with the client's address and port translated as well: what the client sends first tells.
ipv4-only: without identification or timestamps the packets have nothing of their own in common
client 192.168.1.20:50123 ttl 64
server 203.0.113.9:443 ttl 54
device ttl 59
second hops 10 delay 10 shift 123456789 4000000000 nat 198.51.100.7:40001
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example   @hello
+6ms    M > C  RST-ACK                 @forged
+14ms   S > C  SERVERHELLO 900
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture trigger @hello
expect there @own origin client clearing other-capture
expect pair connections 1 hops 10
