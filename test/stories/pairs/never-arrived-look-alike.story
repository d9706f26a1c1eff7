# As far as the server, where its capture holds neither the SYN nor the refusal: a device beside the server looks like
# this, and so does another machine behind its address, so nobody is accused.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here
+20ms   S > C  RST-ACK                 here @reset
+1s     end
expect @reset origin unknown evidence other-capture
