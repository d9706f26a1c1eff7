# The second capture began so late that resets without ACK are all that is left of the connection in it: ports and number
# tell the client's own from the one in its name, which the client's capture does not hold.
server 203.0.113.9:443 ttl 54
device ttl 59
second hops 10 delay 10 from 35
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example   @hello
+18ms   M > S  RST-ACK ttl 59          @forged
+2ms    S > C  data 400
+0.1ms  C > S  RST                     @own
+1s     end
expect there @own origin client seen-there @own
expect pair connections 1
