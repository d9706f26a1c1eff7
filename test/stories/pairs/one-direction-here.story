# The first capture holds the server's packets alone. The reset in its name carries the number of any answer to the client,
# so nothing in it is odd; the server's own capture does not hold it, and what it answers is seen nowhere.
ipv4-only: in IPv6 the flow label speaks for a device as well
server 203.0.113.9:443 ttl 54
device ttl 54
only S
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example   here
+20ms   M > C  RST                     @forged
+1s     end
expect @forged origin unknown evidence other-capture silent rst-form
