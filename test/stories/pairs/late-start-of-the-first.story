# The first capture began after the handshake, so that it shows of the server nothing but the reset. The server's own holds
# the handshake, and neither the reset nor the request that it answers: the server did not send it.
server 203.0.113.9:443 ttl 54
device ttl 54
second hops 10 delay 10
+0      C > S  SYN ttl 54              there
+0.1ms  S > C  SYN-ACK ttl 64          there
+20ms   C > S  ACK
+1ms    C > S  HELLO blocked.example   here
+20ms   M > C  RST                     @forged
+1s     end
expect @forged origin unknown evidence other-capture
