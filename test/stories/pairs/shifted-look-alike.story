# The same ports, the same request, but packets of its own: a proxy's connection, not this one with other numbers. What
# the one capture holds then says nothing of the other.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN                     here
+20ms   S > C  SYN-ACK                 here
+0.1ms  C > S  ACK                     here
+1ms    C > S  GET /a/rather/long/path host www.example.com here
+6ms    S > C  RST-ACK ttl 60          here @reset
connection 2
client 10.0.0.9:50123 ttl 60 id counter 30000
server 203.0.113.10:80 ttl 64 id counter 50000
+5ms    C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there
+20ms   C > S  ACK                     there
+1ms    C > S  GET /a/rather/long/path host www.example.com there
+1s     end
expect @reset silent other-capture
expect pair connections 0
