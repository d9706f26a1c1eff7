# A single packet of the server came past both points: too little to say from how far its packets come, where routes of
# unequal length are common.
server 203.0.113.9:443 ttl 54
device ttl 55
second hops 10 delay 10
+0      C > S  SYN ttl 54              there
+0.1ms  S > C  SYN-ACK ttl 64          there
+20ms   C > S  ACK ttl 54              there
+1ms    C > S  data 300 ttl 54         there
+1ms    S > C  data 400 ttl 64         there
+20ms   C > S  FIN ttl 54              there
+20ms   S > C  FIN
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here @syn
+18ms   M > C  RST-ACK                 @forged
+1s     end
expect @forged origin unknown evidence other-capture
