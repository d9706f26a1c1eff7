# A firewall between the captures gives the connection other sequence numbers; its packets are told by the rest.
ipv4-only: without identification or timestamps the packets have nothing of their own in common
server 203.0.113.9:443 ttl 54
device ttl 59
second hops 10 delay 10 shift 123456789 4000000000
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
