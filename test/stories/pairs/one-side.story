# A device copies the server in every field but cannot stop it: the server answers as if nothing had happened.
server 203.0.113.9:443 ttl 54
device ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example   @hello
+10ms   M > C  RST-ACK                 @forged
+11ms   S > C  SERVERHELLO 900         @answer
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture trigger @hello
expect @own origin client
expect there @own origin client clearing other-capture
